import { assertPresent } from '../../../shared/lib/assert.ts';
import { parseDuration } from '../../../shared/lib/duration.ts';
import type { DrillHost, EccInject } from '../../../shared/model/drill.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { RandomStream } from '../engine/random-streams.ts';
import type { PlainState, Room } from '../engine/room.ts';
import type { Hardware, Processor } from '../hardware/hardware.ts';
import { printRegister, readRegister } from '../hardware/register.ts';
import type { BootTimes } from './boot-times.ts';
import type { Category } from './category.ts';
import type { ErrorReport } from './error-messages.ts';
import type { Trap } from './event-classes.ts';
import type { Kernels } from './kernels.ts';
import type { LoggingDelay } from './logging-delay.ts';
import type { PageRetirement } from './memory/page-retirement.ts';
import { filledMessage, type MessageTemplate } from './message-template.ts';
import { type Ending, panicMessages, panicReason } from './panic.ts';
import { type PreparedError, PreparedErrors } from './prepared-errors.ts';
import { addressValidity } from './register-validity.ts';
import type { Syslogd } from './syslogd.ts';
import type { Logging } from './trap-dispatch.ts';

/** An error on its way from the trap to the log. `reported` is its `ecc.reported`, 0 before. */
interface PendingError {
  readonly processor: number;
  readonly inject: EccInject;
  readonly trap: Trap;
  readonly logging: Logging;
  readonly errId: string;
  readonly cause: number;
  reported: number;
  readonly trappedNs: number;
  /** When it was reported, from which the attempts to take its processor off-line count. */
  reportedNs: number;
  /** What becomes of the host when the last error of the trap has been logged. */
  readonly ending: Ending | null;
}

/** What is known of an error that was recorded with its times: its trap, and whether it was the first of several. */
export interface RecordedError {
  readonly trappedNs: number;
  readonly first: boolean;
}

/** An error that has been logged and says something about its processor. */
export interface LoggedError {
  readonly processor: Processor;
  readonly category: Exclude<Category, null>;
  readonly reported: number;
  readonly trappedNs: number;
  readonly reportedNs: number;
}

/** What errors of processors need of the rest of Solaris. */
export interface CacheErrorPorts {
  readonly syslogd: Syslogd;
  readonly kernels: Kernels;
  readonly pages: PageRetirement;
  readonly bootTimes: BootTimes;
  readonly loggingDelay: LoggingDelay;
  /** An error of category A, B or C has been logged, once each. */
  readonly suspect: (error: LoggedError) => void;
  /** The kernel has panicked because of event `cause`, and has said so; `why` is its line about that. */
  readonly panic: (host: DrillHost, why: string, cause: number) => void;
  /** The system controller resets the domain because of event `cause`. */
  readonly reset: (host: DrillHost, cause: number) => void;
}

interface CacheErrorsState {
  readonly pending: readonly (PendingError | null)[];
  readonly free: readonly number[];
}

/** What Solaris makes of the errors that processors report, most of them of L2 caches: from the trap to the log lines. */
export class CacheErrors implements Room {
  readonly name = 'cache-errors';
  readonly #engine: Engine;
  readonly #hardware: Hardware;
  readonly #ports: CacheErrorPorts;
  readonly #log: HandlerId;
  readonly #trapAgain: HandlerId;
  readonly #prepared: PreparedErrors;
  /** From a trap to the log lines, by processor: the engine's own streams. */
  readonly #randoms: RandomStream[] = [];
  /** By the number that the queue calls with; null where nothing waits, or where it has been lost. */
  #pending: (PendingError | null)[] = [];
  /** The numbers with which the queue will not call. */
  #free: number[] = [];

  constructor(engine: Engine, hardware: Hardware, ports: CacheErrorPorts) {
    this.#engine = engine;
    this.#hardware = hardware;
    this.#ports = ports;
    this.#prepared = new PreparedErrors(ports.kernels);
    this.#log = engine.handler('solaris.log-error', (id) => this.#logPending(id));
    this.#trapAgain = engine.handler('solaris.trap-again', (id) => this.#trapPending(id));
    engine.register(this);
  }

  /**
   * A processor traps because of an error now; `cause` is its inject. One with `recorded` was trapped before, and is
   * only told of now.
   */
  report(processor: Processor, inject: EccInject, cause: number, recorded?: RecordedError): void {
    const isFirst = recorded?.first ?? inject.loggedAgainAfter !== undefined;
    const findings = this.#prepared.findings(processor, inject, isFirst);
    const { trap, loggings } = findings;
    const reportedNs = this.#engine.nowNs;
    const trappedNs = recorded?.trappedNs ?? reportedNs;
    const errId = inject.errId ?? this.#ports.bootTimes.errorIdAt(processor.host, trappedNs);
    const delayNs = this.#drawDelay(processor);
    const seqs: number[] = [];
    for (let index = 0; index < loggings.length; index++) {
      const logging = loggings[index] as Logging;
      const last = index === loggings.length - 1;
      const reported = logging.again ? (seqs[loggings.findIndex(({ name }) => name === logging.name)] ?? 0) : 0;
      const ending = last ? findings.ending : null;
      const { index: of } = processor;
      const error = { processor: of, inject, trap, logging, errId, cause, reported, trappedNs, reportedNs, ending };
      seqs.push(this.#trap(error, delayNs));
    }
  }

  /** Whether every error has been logged. */
  isSettled(): boolean {
    return this.#pending.every((error) => error === null);
  }

  /** A host boots: what it had not logged is lost. */
  forget(host: DrillHost): void {
    this.#pending = this.#pending.map((error) =>
      error !== null && this.#hardware.at(error.processor).host === host ? null : error,
    );
  }

  save(): PlainState {
    const state: CacheErrorsState = { pending: [...this.#pending], free: [...this.#free] };
    return state as unknown as PlainState;
  }

  restore(saved: PlainState): void {
    const state = saved as unknown as CacheErrorsState;
    this.#pending = [...state.pending];
    this.#free = [...state.free];
  }

  #drawDelay({ index, subject }: Processor): number {
    this.#randoms[index] ??= this.#engine.random(`solaris ${subject}`);
    return this.#ports.loggingDelay(this.#randoms[index]);
  }

  /** Answers the event that tells of it. */
  #trap(error: PendingError, delayNs: number): number {
    const processor = this.#hardware.at(error.processor);
    const { logging, cause, errId } = error;
    const { category, told } = this.#prepare(processor, error);
    const data = {
      host: processor.host.name,
      processor: processor.processor,
      name: logging.name,
      category: category ?? '',
      errId,
      afsr: told.afsr,
      afar: told.afar,
      syndrome: told.syndrome,
      unum: told.unum,
      first: logging.first,
      multiple: told.multiple,
    };
    const causes = logging.again && error.reported > 0 ? [cause, error.reported] : [cause];
    const reported = this.#engine.append('ecc.reported', processor.subject, data, causes);
    error.reported = reported;
    error.reportedNs = this.#engine.nowNs;
    this.#keepPending(error.reportedNs + delayNs, this.#log, error);
    if (!logging.again) this.#trapLater(error);
    return reported;
  }

  /** An error that is logged again, in the words of a drill: later, and with ME. */
  #trapLater(error: PendingError): void {
    const { loggedAgainAfter, afsr } = error.inject;
    if (loggedAgainAfter === undefined) return;
    const laterNs = assertPresent(parseDuration(loggedAgainAfter), 'the drill has been checked');
    const logging = { ...error.logging, afsr: readRegister(afsr), first: false, again: true };
    this.#keepPending(error.reportedNs + laterNs, this.#trapAgain, { ...error, logging });
  }

  #logError(error: PendingError): void {
    const processor = this.#hardware.at(error.processor);
    const { logging, errId, reported, trappedNs, reportedNs, ending } = error;
    const { report, category, messages } = this.#prepare(processor, error);
    for (let index = 0; index < messages.length; index++) {
      this.#ports.syslogd.write(processor, filledMessage(messages[index] as MessageTemplate, errId), reported);
    }
    if (!logging.again && ending === null) this.#clearPage(report, reported);
    // The second logging of a corrected error is the same error, not one more.
    if (category !== null && !(category === 'A' && logging.again)) {
      this.#ports.suspect({ processor, category, reported, trappedNs, reportedNs });
    }
    if (ending !== null) this.#end(processor, errId, ending, reported);
  }

  #prepare(processor: Processor, { inject, trap, logging }: PendingError): PreparedError {
    return this.#prepared.prepared(processor, inject, trap, logging);
  }

  /** What these errors have spoilt may be in memory by now. Only where the address belongs to them is it known where. */
  #clearPage({ processor: { host }, name, afsr, afar }: ErrorReport, reported: number): void {
    if (!clearedNames.has(name)) return;
    if (addressValidity(afsr, host.cpuType, name) !== 'valid') return;
    this.#ports.pages.request(host.name, printRegister(afar), 'uncorrectable', reported);
  }

  #end(processor: Processor, errId: string, { kind, reasons }: Ending, reported: number): void {
    const { host } = processor;
    if (kind === 'reset') {
      this.#ports.reset(host, reported);
      return;
    }
    for (const message of panicMessages(processor, errId, reasons)) {
      this.#ports.syslogd.write(processor, message, reported);
    }
    this.#ports.panic(host, panicReason(errId, reasons), reported);
  }

  #keepPending(atNs: number, handler: HandlerId, error: PendingError): void {
    const id = this.#free.pop() ?? this.#pending.length;
    this.#pending[id] = error;
    this.#engine.schedule(atNs, handler, id);
  }

  /** Logs an error that waits, unless its host has booted meanwhile. */
  #logPending(id: number): void {
    const error = this.#takePending(id);
    if (error !== null) this.#logError(error);
  }

  #trapPending(id: number): void {
    const error = this.#takePending(id);
    if (error !== null) this.#trap(error, this.#drawDelay(this.#hardware.at(error.processor)));
  }

  #takePending(id: number): PendingError | null {
    const error = this.#pending[id] ?? null;
    this.#pending[id] = null;
    this.#free.push(id);
    return error;
  }
}

/** Errors after which the page of their address is cleared. */
const clearedNames: ReadonlySet<string> = new Set(['WDU', 'EDU', 'UE', 'DUE', 'RUE']);
