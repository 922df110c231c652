import { assertPresent } from '../../../shared/lib/assert.ts';
import { parseDuration } from '../../../shared/lib/duration.ts';
import type { DrillHost, EccInject } from '../../../shared/model/drill.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import type { Hardware, Processor } from '../hardware/hardware.ts';
import { cacheOf } from '../hardware/l2-cache.ts';
import { printRegister, readRegister } from '../hardware/register.ts';
import type { BootTimes } from './boot-times.ts';
import { dumpMessages, linesOfDump } from './cache-dump-messages.ts';
import { type Category, categoryOf } from './category.ts';
import { classOfReport, type ErrorReport, headerMessage, moduleAtFault, syndromeMessage } from './error-messages.ts';
import { isOfMemory, type Trap, usualTrap } from './event-classes.ts';
import { dataSyndromeOf, hasMultiple, withoutMultiple } from './fault-status.ts';
import type { Kernels } from './kernels.ts';
import type { LoggingDelay } from './logging-delay.ts';
import type { PageRetirement } from './memory/page-retirement.ts';
import { type Ending, endingOf, panicMessages } from './panic.ts';
import { addressValidity } from './register-validity.ts';
import type { Syslogd } from './syslogd.ts';
import { type FaultRegisters, type Logging, loggingsOf } from './trap-dispatch.ts';

/** An error on its way from the trap to the log. `reported` is its `ecc.reported`, 0 before. */
interface PendingError {
  readonly processor: number;
  readonly inject: EccInject;
  readonly trap: Trap;
  readonly logging: Logging;
  readonly cause: number;
  readonly reported: number;
  readonly trappedNs: number;
  /** When it was reported, from which the attempts to take its processor off-line count. */
  readonly reportedNs: number;
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
  /** The kernel has panicked because of event `cause`, and has said so. */
  readonly panic: (host: DrillHost, cause: number) => void;
  /** The system controller resets the domain because of event `cause`. */
  readonly reset: (host: DrillHost, cause: number) => void;
}

interface CacheErrorsState {
  readonly pending: readonly (readonly [number, PendingError])[];
  readonly nextPending: number;
}

/** What Solaris makes of the errors that processors report, most of them of L2 caches: from the trap to the log lines. */
export class CacheErrors implements Room {
  readonly name = 'cache-errors';
  readonly #engine: Engine;
  readonly #hardware: Hardware;
  readonly #ports: CacheErrorPorts;
  readonly #log: HandlerId;
  readonly #trapAgain: HandlerId;
  #pending = new Map<number, PendingError>();
  #nextPending = 0;

  constructor(engine: Engine, hardware: Hardware, ports: CacheErrorPorts) {
    this.#engine = engine;
    this.#hardware = hardware;
    this.#ports = ports;
    this.#log = engine.handler('solaris.log-error', (id) => this.#withPending(id, (error) => this.#logError(error)));
    this.#trapAgain = engine.handler('solaris.trap-again', (id) =>
      this.#withPending(id, (error) => this.#trap(error, this.#drawDelay(error))),
    );
    engine.register(this);
  }

  /**
   * A processor traps because of an error now; `cause` is its inject. One with `recorded` was trapped before, and is
   * only told of now.
   */
  report(processor: Processor, inject: EccInject, cause: number, recorded?: RecordedError): void {
    const { index, host } = processor;
    const trap = inject.trap ?? usualTrap(host.cpuType, inject.name, inject.mode);
    const loggings = loggingsOfInject(host, trap, inject, recorded?.first ?? inject.loggedAgainAfter !== undefined);
    const ending = endingOf(host.cpuType, trap, inject, loggings);
    const reportedNs = this.#engine.nowNs;
    const trappedNs = recorded?.trappedNs ?? reportedNs;
    const common = { processor: index, inject, trap, cause, reported: 0, trappedNs, reportedNs };
    const delayNs = this.#drawDelay(common);
    for (const logging of loggings) {
      this.#trap({ ...common, logging, ending: logging === loggings.at(-1) ? ending : null }, delayNs);
    }
  }

  /** Whether every error has been logged. */
  isSettled(): boolean {
    return this.#pending.size === 0;
  }

  /** A host boots: what it had not logged is lost. */
  forget(host: DrillHost): void {
    for (const [id, { processor }] of this.#pending) {
      if (this.#hardware.at(processor).host === host) this.#pending.delete(id);
    }
  }

  save(): PlainState {
    const state: CacheErrorsState = { pending: [...this.#pending], nextPending: this.#nextPending };
    return state as unknown as PlainState;
  }

  restore(saved: PlainState): void {
    const state = saved as unknown as CacheErrorsState;
    this.#pending = new Map(state.pending);
    this.#nextPending = state.nextPending;
  }

  #drawDelay({ processor }: Pick<PendingError, 'processor'>): number {
    return this.#ports.loggingDelay(this.#engine.random(`solaris ${this.#hardware.at(processor).subject}`));
  }

  #trap(error: PendingError, delayNs: number): void {
    const { processor, report, category } = this.#read(error);
    const { logging, cause } = error;
    const { host } = processor;
    const data = {
      host: host.name,
      processor: processor.processor,
      name: report.name,
      category: category ?? '',
      errId: report.errId,
      afsr: printRegister(report.afsr),
      afar: printRegister(report.afar),
      syndrome: dataSyndromeOf(report.afsr),
      unum: moduleAtFault(report),
      first: report.first,
      multiple: hasMultiple(report.afsr),
    };
    const causes = logging.again && error.reported > 0 ? [cause, error.reported] : [cause];
    const reported = this.#engine.append('ecc.reported', processor.subject, data, causes);
    const reportedNs = this.#engine.nowNs;
    this.#keepPending(reportedNs + delayNs, this.#log, { ...error, reported, reportedNs });
    if (!logging.again) this.#trapLater({ ...error, reported, reportedNs });
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
    const { processor, report, category } = this.#read(error);
    const { logging, reported, trappedNs, reportedNs, ending } = error;
    this.#write(processor, report, error);
    if (!logging.again && ending === null) this.#clearPage(report, reported);
    // The second logging of a corrected error is the same error, not one more.
    if (category !== null && !(category === 'A' && logging.again)) {
      this.#ports.suspect({ processor, category, reported, trappedNs, reportedNs });
    }
    if (ending !== null) this.#end(processor, report.errId, ending, reported);
  }

  /** The messages of an error. Whoever does not want those of corrected errors gets none. */
  #write(processor: Processor, report: ErrorReport, error: PendingError): void {
    const { syslogd } = this.#ports;
    const { isLevel1, isFatal } = classOfReport(report);
    const verbosity = this.#verbosityFor(report);
    if (!isLevel1 && !isFatal && verbosity <= 0) return;
    syslogd.write(processor, headerMessage(report, verbosity > 1), error.reported);
    const syndrome = syndromeMessage(report, verbosity > 1);
    if (syndrome !== null) syslogd.write(processor, syndrome, error.reported);
    this.#logDump(processor, report, error);
  }

  #verbosityFor({ name, processor: { host } }: ErrorReport): number {
    const { kernels } = this.#ports;
    return isOfMemory(name) ? kernels.memory(host).verbosity : kernels.errors(host).correctedVerbosity;
  }

  /** What these errors have spoilt may be in memory by now. Only where the address belongs to them is it known where. */
  #clearPage({ processor: { host }, name, afsr, afar }: ErrorReport, reported: number): void {
    if (!clearedNames.has(name)) return;
    if (addressValidity(afsr, host.cpuType, name) !== 'valid') return;
    this.#ports.pages.request(host.name, printRegister(afar), 'uncorrectable', reported);
  }

  #logDump(processor: Processor, { errId, afar }: ErrorReport, { inject, logging, reported }: PendingError): void {
    if (inject.dump === undefined || !logging.withDump) return;
    const { host } = processor;
    const level = this.#ports.kernels.errors(host).dumpsForConsole ? '[AFT2]' : '![AFT2]';
    const captured = { cache: cacheOf(host), errId, address: afar, lines: linesOfDump(inject.dump), level } as const;
    for (const message of dumpMessages(captured)) {
      this.#ports.syslogd.write(processor, message, reported);
    }
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
    this.#ports.panic(host, reported);
  }

  /** What the kernel finds in the registers. */
  #read({ processor: index, inject, trap, logging, trappedNs }: PendingError): {
    readonly processor: Processor;
    readonly report: ErrorReport;
    readonly category: Category;
  } {
    const processor = this.#hardware.at(index);
    const { host } = processor;
    const { name, afsr, afar, first } = logging;
    const report: ErrorReport = {
      processor,
      name,
      mode: inject.mode,
      trap,
      trapLevel: inject.trapLevel,
      errId: inject.errId ?? this.#ports.bootTimes.errorIdAt(host, trappedNs),
      afsr,
      afar,
      faultPc: inject.faultPc,
      first,
      module: inject.module ?? '',
    };
    const { automaticRemoval } = this.#ports.kernels.removal(host);
    return { processor, report, category: categoryOf({ name, afsr, host, automaticRemoval }) };
  }

  #keepPending(atNs: number, handler: HandlerId, error: PendingError): void {
    const id = this.#nextPending;
    this.#nextPending += 1;
    this.#pending.set(id, error);
    this.#engine.schedule(atNs, handler, id);
  }

  /** Goes on with an error that waits, unless its host has booted meanwhile. */
  #withPending(id: number, go: (error: PendingError) => void): void {
    const error = this.#pending.get(id);
    if (error === undefined) return;
    this.#pending.delete(id);
    go(error);
  }
}

/** Errors after which the page of their address is cleared. */
const clearedNames: ReadonlySet<string> = new Set(['WDU', 'EDU', 'UE', 'DUE', 'RUE']);

/**
 * What is logged because of an inject: all errors of its trap, or, where it does not say by which trap they came, the
 * named one alone. The first of several errors was latched before ME came on.
 */
function loggingsOfInject(host: DrillHost, trap: Trap, inject: EccInject, first: boolean): readonly Logging[] {
  const primary = registersOf(inject);
  if (inject.trap === undefined) {
    const afsr = first ? withoutMultiple(primary.afsr) : primary.afsr;
    return [{ name: inject.name, afsr, afar: primary.afar, first, again: false, withDump: true }];
  }
  return loggingsOf(host.cpuType, trap, primary, inject.shadow === undefined ? null : registersOf(inject.shadow));
}

const registersOf = ({ afsr, afar }: { readonly afsr: string; readonly afar: string }): FaultRegisters => ({
  afsr: readRegister(afsr),
  afar: readRegister(afar),
});
