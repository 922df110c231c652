import { assert, assertPresent } from '../../../shared/lib/assert.ts';
import { formatIso } from '../../../shared/lib/civil-time.ts';
import { parseDuration } from '../../../shared/lib/duration.ts';
import type { DrillHost, EccInject, MemoryInject } from '../../../shared/model/drill.ts';
import type { Engine, HandlerId } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import type { Hardware, Processor } from '../hardware/hardware.ts';
import { cacheOf } from '../hardware/l2-cache.ts';
import { printRegister, readRegister, registerOf } from '../hardware/register.ts';
import { BootTimes } from './boot-times.ts';
import { dumpMessages, linesOfDump } from './cache-dump-messages.ts';
import { type Category, categoryOf } from './category.ts';
import { Console } from './commands/console.ts';
import { type ErrorReport, headerMessage, moduleAtFault, syndromeMessage } from './error-messages.ts';
import { dataSyndromeOf, hasMultiple, withoutMultiple } from './fault-status.ts';
import { Kernels } from './kernels.ts';
import { drawnLoggingDelay, type LoggingDelay } from './logging-delay.ts';
import { MemoryErrors } from './memory/memory-errors.ts';
import { PageRetirement } from './memory/page-retirement.ts';
import { Offlining } from './offlining.ts';
import { type PreparedProcessor, prepareProcessor } from './processors/prepare-processor.ts';
import { Processes } from './processors/processes.ts';
import { ProcessorTable } from './processors/processor-table.ts';
import type { Machine } from './processors/take-off-line.ts';
import { addressValidity } from './register-validity.ts';
import { collect, emptySerd, record, release, reset, type Serd } from './serd.ts';
import { syslogMessage } from './syslog-message.ts';
import { Syslogd, syslogdAlarmNs } from './syslogd.ts';

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

/** How the hosts log, where it is not as in a drill. */
export interface LoggingOptions {
  readonly delay: LoggingDelay;
  /** From a host's boot to the first alarm of its syslogd. */
  readonly firstAlarmNs: number;
}

const drillLogging: LoggingOptions = { delay: drawnLoggingDelay, firstAlarmNs: syslogdAlarmNs };

interface SolarisState {
  readonly serds: readonly Serd[];
  readonly pending: readonly (readonly [number, PendingError])[];
  readonly nextPending: number;
  readonly offlining: ReturnType<Offlining['save']>;
  readonly table: ReturnType<ProcessorTable['save']>;
  readonly processes: ReturnType<Processes['save']>;
  readonly bootTimes: ReturnType<BootTimes['save']>;
}

/** What Solaris makes of errors on every host: log lines, SERD, taking processors off-line and retiring pages. */
export class Solaris implements Room {
  readonly name = 'solaris';
  readonly #engine: Engine;
  readonly #syslogd: Syslogd;
  readonly #loggingDelay: LoggingDelay;
  readonly #hardware: Hardware;
  readonly #kernels: Kernels;
  readonly #offlining: Offlining;
  readonly #machine: Machine;
  readonly #bootTimes: BootTimes;
  readonly #console: Console;
  readonly #pages: PageRetirement;
  readonly #memoryErrors: MemoryErrors;
  readonly #log: HandlerId;
  readonly #trapAgain: HandlerId;
  #serds: Serd[];
  #pending = new Map<number, PendingError>();
  #nextPending = 0;

  /** `startsAt` is the instant at which the run's clock starts, as the drill says it. */
  constructor(engine: Engine, hardware: Hardware, startsAt: string, logging: LoggingOptions = drillLogging) {
    this.#engine = engine;
    this.#loggingDelay = logging.delay;
    this.#hardware = hardware;
    this.#bootTimes = new BootTimes(startsAt);
    this.#syslogd = new Syslogd(engine, hardware.hosts, this.#bootTimes, logging.firstAlarmNs);
    this.#machine = { table: new ProcessorTable(hardware), processes: new Processes(hardware) };
    this.#serds = hardware.processors.map(() => emptySerd);
    this.#kernels = new Kernels(engine, this.#syslogd, hardware.hosts);
    this.#offlining = new Offlining(engine, this.#syslogd, hardware, this.#machine, this.#kernels, {
      offlined: (processor) => this.#setSerd(processor, reset),
      gaveUp: (processor) => this.#setSerd(processor, release),
    });
    this.#console = new Console(engine, this.#syslogd, hardware, this.#machine, this.#bootTimes, {
      leftService: (processor) => this.#forgetErrors(processor),
      reboot: (host, cause) => this.#reboot(host, cause),
    });
    this.#pages = new PageRetirement(engine, this.#syslogd, hardware.hosts, this.#kernels);
    this.#memoryErrors = new MemoryErrors(engine, this.#syslogd, hardware, this.#kernels, this.#pages, {
      errorIdOf: ({ host }, atNs) => this.#errIdAt(host, atNs),
      loggingDelay: logging.delay,
    });
    this.#log = engine.handler('solaris.log-error', (id) => this.#withPending(id, (error) => this.#logError(error)));
    this.#trapAgain = engine.handler('solaris.trap-again', (id) => this.#withPending(id, (error) => this.#trap(error)));
    engine.register(this);
    engine.registerView('processor', (subject) => this.#view(subject));
  }

  /**
   * An error of an L2 cache happens now; `cause` is its inject. The host and the processor must exist. One with
   * `recorded` was trapped before, and is only told of now.
   */
  reportError(inject: EccInject, cause: number, recorded?: RecordedError): void {
    const processor = this.#hardware.processor(inject.host, inject.processor);
    if (this.#machine.table.state(processor) === 'powered-off') return;
    const reportedNs = this.#engine.nowNs;
    const { trappedNs, first } = recorded ?? { trappedNs: reportedNs, first: inject.loggedAgainAfter !== undefined };
    const error = { processor: processor.index, inject, cause, again: false, reported: 0 };
    this.#trap({ ...error, first, trappedNs, reportedNs });
  }

  /** An error of main memory happens now; `cause` is its inject. The host and the processor must exist. */
  reportMemoryError(inject: MemoryInject, cause: number): void {
    const processor = this.#hardware.processor(inject.host, inject.processor);
    if (this.#machine.table.state(processor) !== 'powered-off') this.#memoryErrors.report(inject, cause);
  }

  /** Returns the retired page of an address to service. */
  unretirePage(host: string, address: string, cause: number): void {
    this.#pages.unretire(host, address, cause);
  }

  /** Binds one more thread to a processor, which keeps it from going off-line. */
  bindThread(host: string, processor: number, cause: number): void {
    const bound = this.#hardware.processor(host, processor);
    this.#machine.processes.start(bound, this.#machine.table.setOf(bound));
    this.#machine.processes.setChangedBy(bound, cause);
  }

  /** Unbinds all threads from a processor. */
  unbindThreads(host: string, processor: number, cause: number): void {
    const bound = this.#hardware.processor(host, processor);
    this.#machine.processes.unbindFrom(bound);
    this.#machine.processes.setChangedBy(bound, cause);
  }

  /** Says how a processor is as its host boots; what is not said is as POST leaves it. */
  prepare(host: string, processor: number, prepared: PreparedProcessor): void {
    prepareProcessor(this.#machine, this.#hardware.processor(host, processor), prepared);
  }

  /** Runs a line on the console of a host. */
  runCommand(host: string, line: string, cause: number): void {
    this.#console.run(host, line, cause);
  }

  /** Whether every error has been logged, and no processor and no page is about to be taken out of use. */
  isSettled(): boolean {
    const isLogged = this.#pending.size === 0 && this.#memoryErrors.isSettled();
    return isLogged && this.#offlining.isIdle() && this.#pages.isSettled();
  }

  save(): PlainState {
    const state: SolarisState = {
      serds: [...this.#serds],
      pending: [...this.#pending],
      nextPending: this.#nextPending,
      offlining: this.#offlining.save(),
      table: this.#machine.table.save(),
      processes: this.#machine.processes.save(),
      bootTimes: this.#bootTimes.save(),
    };
    return state as unknown as PlainState;
  }

  restore(saved: PlainState): void {
    const state = saved as unknown as SolarisState;
    assert(state.serds.length === this.#hardware.processors.length, 'a snapshot of the same hardware');
    this.#serds = [...state.serds];
    this.#pending = new Map(state.pending);
    this.#nextPending = state.nextPending;
    this.#offlining.restore(state.offlining);
    this.#machine.table.restore(state.table);
    this.#machine.processes.restore(state.processes);
    this.#bootTimes.restore(state.bootTimes);
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
    const delayNs = this.#loggingDelay(this.#engine.random(`solaris ${processor.subject}`));
    this.#keepPending(reportedNs + delayNs, this.#log, { ...error, reported, reportedNs });
    const { loggedAgainAfter } = error.inject;
    if (loggedAgainAfter === undefined || error.again) return;
    const laterNs = assertPresent(parseDuration(loggedAgainAfter), 'the drill has been checked');
    this.#keepPending(reportedNs + laterNs, this.#trapAgain, { ...error, reported, again: true, first: false });
  }

  #logError(error: PendingError): void {
    const { processor, report, category } = this.#read(error);
    this.#syslogd.write(processor, headerMessage(report), error.reported);
    const syndrome = syndromeMessage(report);
    if (syndrome !== null) this.#syslogd.write(processor, syndrome, error.reported);
    this.#logDump(processor, report, error);
    if (!error.again) this.#clearPage(report, error.reported);
    if (!this.#machine.table.isRunning(processor)) return;
    if (category === 'A' && !error.again) this.#count(processor, error);
    if (category === 'B') this.#offlining.begin(processor, 'multiple', error.reported, error.reportedNs);
    if (category === 'C') this.#offlining.begin(processor, 'uncorrectable', error.reported, error.reportedNs);
  }

  /** What these errors have spoilt may be in memory by now. Only where the address belongs to them is it known where. */
  #clearPage({ processor: { host }, name, afsr, afar }: ErrorReport, reported: number): void {
    if (name !== 'WDU' && name !== 'EDU') return;
    if (addressValidity(afsr, host.cpuType, name) !== 'valid') return;
    this.#pages.request(host.name, printRegister(afar), 'uncorrectable', reported);
  }

  #logDump(processor: Processor, { errId, afar }: ErrorReport, { inject, reported }: PendingError): void {
    if (inject.dump === undefined) return;
    const captured = { cache: cacheOf(processor.host), errId, address: afar, lines: linesOfDump(inject.dump) };
    for (const message of dumpMessages(captured)) this.#syslogd.write(processor, message, reported);
  }

  #count(processor: Processor, { reported, trappedNs, reportedNs }: PendingError): void {
    const before = this.#serdOf(processor);
    if (before.fired) return;
    const serd = collect(record(before, { atNs: trappedNs, seq: reported }));
    this.#serds[processor.index] = serd;
    const { limit, windowNs } = serd;
    const count = serd.errors.length;
    const data = { host: processor.host.name, processor: processor.processor, count, limit, windowNs };
    this.#engine.append('serd.counted', processor.subject, data, [reported]);
    if (!serd.fired) return;
    const causes = serd.errors.slice(-8).map(({ seq }) => seq);
    const fired = this.#engine.append('serd.fired', processor.subject, data, causes);
    this.#offlining.begin(processor, 'serd', fired, reportedNs);
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
      errId: inject.errId ?? this.#errIdAt(processor.host, trappedNs),
      afsr,
      afar: readRegister(inject.afar),
      faultPc: inject.faultPc,
      first,
    };
    const { automaticRemoval } = this.#kernels.removal(processor.host);
    return { processor, report, category: categoryOf({ name: inject.name, afsr, cpuType, automaticRemoval }) };
  }

  /** The error id of an instant: nanoseconds since the host booted. */
  #errIdAt(host: DrillHost, atNs: number): string {
    return printRegister(registerOf(this.#bootTimes.sinceBootNs(host, atNs)));
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

  /** Somebody else took the processor off-line, or its host boots: nothing counts against it any more. */
  #forgetErrors(processor: Processor): void {
    this.#offlining.stop(processor);
    this.#setSerd(processor, reset);
  }

  /** A host goes down and comes up again, in no time. What it had not logged is lost; so is all that the kernel knew. */
  #reboot(host: DrillHost, cause: number): void {
    this.#syslogd.write({ host }, syslogMessage('reboot', 'auth', 'crit', '%sed by %s', 'rebooted by root'), cause);
    const { table, processes } = this.#machine;
    this.#syslogd.terminate(host);
    this.#bootTimes.reboot(host, this.#engine.nowNs);
    table.boot(host);
    processes.boot(host, table.of(host));
    for (const each of table.of(host)) this.#forgetErrors(each);
    for (const [id, { processor }] of this.#pending) {
      if (this.#hardware.at(processor).host === host) this.#pending.delete(id);
    }
    const booted = this.#hardware.bootHost(host, formatIso(this.#bootTimes.bootedAt(host)), cause);
    for (const { subject, processor } of table.of(host).filter((each) => !table.isRunning(each))) {
      const data = { host: host.name, processor, was: 'on-line', state: 'powered-off' };
      this.#engine.append('processor.changed', subject, data, [booted]);
    }
  }

  #serdOf(processor: Processor): Serd {
    return assertPresent(this.#serds[processor.index], 'every processor has a SERD');
  }

  #setSerd(processor: Processor, change: (serd: Serd) => Serd): void {
    this.#serds[processor.index] = change(this.#serdOf(processor));
  }

  #view(subject: string): PlainState {
    const processor = this.#hardware.bySubject(subject);
    const chain = this.#offlining.chain(processor);
    const serd = this.#serdOf(processor);
    return {
      onLine: this.#machine.table.isRunning(processor),
      state: this.#machine.table.state(processor),
      sinceNs: this.#machine.table.sinceNs(processor),
      serd: { limit: serd.limit, windowNs: serd.windowNs, atNs: serd.errors.map(({ atNs }) => atNs) },
      boundThreads: this.#machine.processes.boundTo(processor),
      offlining:
        chain === null ? null : { failures: chain.failures, nextAttemptNs: chain.nextAttemptNs, reason: chain.reason },
    };
  }
}
