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
import { type ErrorReport, headerMessage, moduleAtFault, syndromeMessage } from './error-messages.ts';
import { dataSyndromeOf, hasMultiple, withoutMultiple } from './fault-status.ts';
import type { Kernels } from './kernels.ts';
import type { LoggingDelay } from './logging-delay.ts';
import type { PageRetirement } from './memory/page-retirement.ts';
import { addressValidity } from './register-validity.ts';
import type { Syslogd } from './syslogd.ts';

/** An error on its way from the trap to the log. `reported` is its `ecc.reported`, 0 before. */
interface PendingError {
  readonly processor: number;
  readonly inject: EccInject;
  readonly cause: number;
  /** The second logging of the same error, with ME. */
  readonly again: boolean;
  readonly reported: number;
  readonly first: boolean;
  readonly trappedNs: number;
  /** When it was reported, from which the attempts to take its processor off-line count. */
  readonly reportedNs: number;
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

/** What the errors of caches need of the rest of Solaris. */
export interface CacheErrorPorts {
  readonly syslogd: Syslogd;
  readonly kernels: Kernels;
  readonly pages: PageRetirement;
  readonly bootTimes: BootTimes;
  readonly loggingDelay: LoggingDelay;
  /** An error of category A, B or C has been logged, once each. */
  readonly suspect: (error: LoggedError) => void;
}

interface CacheErrorsState {
  readonly pending: readonly (readonly [number, PendingError])[];
  readonly nextPending: number;
}

/** What Solaris makes of errors of L2 caches on every host, from the trap to the log lines. */
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
    this.#trapAgain = engine.handler('solaris.trap-again', (id) => this.#withPending(id, (error) => this.#trap(error)));
    engine.register(this);
  }

  /**
   * An error of a processor's L2 cache happens now; `cause` is its inject. One with `recorded` was trapped before, and
   * is only told of now.
   */
  report(processor: Processor, inject: EccInject, cause: number, recorded?: RecordedError): void {
    const reportedNs = this.#engine.nowNs;
    const { trappedNs, first } = recorded ?? { trappedNs: reportedNs, first: inject.loggedAgainAfter !== undefined };
    const error = { processor: processor.index, inject, cause, again: false, reported: 0 };
    this.#trap({ ...error, first, trappedNs, reportedNs });
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

  #trap(error: PendingError): void {
    const { processor, report, category } = this.#read(error);
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
    const causes = error.again ? [error.cause, error.reported] : [error.cause];
    const reported = this.#engine.append('ecc.reported', processor.subject, data, causes);
    const reportedNs = this.#engine.nowNs;
    const delayNs = this.#ports.loggingDelay(this.#engine.random(`solaris ${processor.subject}`));
    this.#keepPending(reportedNs + delayNs, this.#log, { ...error, reported, reportedNs });
    const { loggedAgainAfter } = error.inject;
    if (loggedAgainAfter === undefined || error.again) return;
    const laterNs = assertPresent(parseDuration(loggedAgainAfter), 'the drill has been checked');
    this.#keepPending(reportedNs + laterNs, this.#trapAgain, { ...error, reported, again: true, first: false });
  }

  #logError(error: PendingError): void {
    const { processor, report, category } = this.#read(error);
    const { again, reported, trappedNs, reportedNs } = error;
    const { syslogd } = this.#ports;
    syslogd.write(processor, headerMessage(report), reported);
    const syndrome = syndromeMessage(report);
    if (syndrome !== null) syslogd.write(processor, syndrome, reported);
    this.#logDump(processor, report, error);
    if (!again) this.#clearPage(report, reported);
    // The second logging of a corrected error is the same error, not one more.
    if (category === null || (category === 'A' && again)) return;
    this.#ports.suspect({ processor, category, reported, trappedNs, reportedNs });
  }

  /** What these errors have spoilt may be in memory by now. Only where the address belongs to them is it known where. */
  #clearPage({ processor: { host }, name, afsr, afar }: ErrorReport, reported: number): void {
    if (name !== 'WDU' && name !== 'EDU') return;
    if (addressValidity(afsr, host.cpuType, name) !== 'valid') return;
    this.#ports.pages.request(host.name, printRegister(afar), 'uncorrectable', reported);
  }

  #logDump(processor: Processor, { errId, afar }: ErrorReport, { inject, reported }: PendingError): void {
    if (inject.dump === undefined) return;
    const captured = { cache: cacheOf(processor.host), errId, address: afar, lines: linesOfDump(inject.dump) };
    for (const message of dumpMessages(captured)) this.#ports.syslogd.write(processor, message, reported);
  }

  /** What the kernel finds in the registers. The first of several errors was latched before ME came on. */
  #read({ processor: index, inject, first, trappedNs }: PendingError): {
    readonly processor: Processor;
    readonly report: ErrorReport;
    readonly category: Category;
  } {
    const processor = this.#hardware.at(index);
    const { cpuType } = processor.host;
    const afsr = first ? withoutMultiple(readRegister(inject.afsr)) : readRegister(inject.afsr);
    const report: ErrorReport = {
      processor,
      name: inject.name,
      mode: inject.mode,
      trapLevel: inject.trapLevel,
      errId: inject.errId ?? this.#ports.bootTimes.errorIdAt(processor.host, trappedNs),
      afsr,
      afar: readRegister(inject.afar),
      faultPc: inject.faultPc,
      first,
    };
    const { automaticRemoval } = this.#ports.kernels.removal(processor.host);
    return { processor, report, category: categoryOf({ name: inject.name, afsr, cpuType, automaticRemoval }) };
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
