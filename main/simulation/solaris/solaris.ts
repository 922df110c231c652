import type { DrillHost, EccInject, FaultyCellInject, MemoryInject } from '../../../shared/model/drill.ts';
import type { Engine } from '../engine/engine.ts';
import type { PlainState, Room } from '../engine/room.ts';
import type { Hardware, Processor } from '../hardware/hardware.ts';
import { Boards } from './boards/boards.ts';
import { BootTimes } from './boot-times.ts';
import { CacheErrors, type LoggedError, type RecordedError } from './cache-errors.ts';
import { FaultyCells } from './cells/faulty-cells.ts';
import { Console, type ConsolePorts } from './commands/console.ts';
import { HostLife } from './host-life.ts';
import { KeptLines } from './kept-lines.ts';
import { Kernels } from './kernels.ts';
import { drawnLoggingDelay, type LoggingDelay } from './logging-delay.ts';
import { MemoryErrors } from './memory/memory-errors.ts';
import { PageRetirement } from './memory/page-retirement.ts';
import { scrubPlan } from './memory/scrubber.ts';
import { Offlining } from './offlining.ts';
import { ProcessorSerds } from './processor-serds.ts';
import { type PreparedProcessor, prepareProcessor } from './processors/prepare-processor.ts';
import type { ProcessScheduler } from './processors/process-scheduler.ts';
import { Processes } from './processors/processes.ts';
import { ProcessorTable } from './processors/processor-table.ts';
import type { Machine } from './processors/take-off-line.ts';
import { processorRule } from './serd/rule.ts';
import { Syslogd, syslogdAlarmNs } from './syslogd.ts';

/** How the hosts log, where it is not as in a drill. */
export interface LoggingOptions {
  readonly delay: LoggingDelay;
  /** From a host's boot to the first alarm of its syslogd. */
  readonly firstAlarmNs: number;
}

const drillLogging: LoggingOptions = { delay: drawnLoggingDelay, firstAlarmNs: syslogdAlarmNs };

interface SolarisState {
  readonly serds: ReturnType<ProcessorSerds['save']>;
  readonly offlining: ReturnType<Offlining['save']>;
  readonly table: ReturnType<ProcessorTable['save']>;
  readonly processes: ReturnType<Processes['save']>;
  readonly bootTimes: ReturnType<BootTimes['save']>;
}

/** What Solaris makes of errors on every host: log lines, SERD, taking processors off-line and retiring pages. */
export class Solaris implements Room {
  readonly name = 'solaris';
  readonly #syslogd: Syslogd;
  readonly #hardware: Hardware;
  readonly #kernels: Kernels;
  readonly #offlining: Offlining;
  readonly #machine: Machine;
  readonly #bootTimes: BootTimes;
  readonly #console: Console;
  readonly #life: HostLife;
  readonly #boards: Boards;
  readonly #pages: PageRetirement;
  readonly #memoryErrors: MemoryErrors;
  readonly #cacheErrors: CacheErrors;
  readonly #serds: ProcessorSerds;
  readonly #cells: FaultyCells;

  /** `startsAt` is the instant at which the run's clock starts, as the drill says it. */
  constructor(engine: Engine, hardware: Hardware, startsAt: string, logging: LoggingOptions = drillLogging) {
    this.#hardware = hardware;
    this.#bootTimes = new BootTimes(startsAt);
    this.#syslogd = new Syslogd(engine, hardware.hosts, this.#bootTimes, logging.firstAlarmNs);
    this.#machine = { table: new ProcessorTable(hardware), processes: new Processes(hardware) };
    this.#serds = new ProcessorSerds(engine, hardware);
    this.#kernels = new Kernels(engine, this.#syslogd, hardware.hosts, (host) => this.#life.isUp(host));
    this.#boards = new Boards(engine, hardware, {
      syslogd: this.#syslogd,
      machine: this.#machine,
      leftService: (processor) => this.#forgetErrors(processor),
    });
    this.#life = new HostLife(engine, hardware, {
      syslogd: this.#syslogd,
      kernels: this.#kernels,
      bootTimes: this.#bootTimes,
      table: this.#machine.table,
      stopped: (host) => this.#forgetHost(host),
      started: (host) => this.#startHost(host),
    });
    this.#offlining = new Offlining(engine, this.#syslogd, hardware, this.#machine, this.#kernels, {
      offlined: (processor) => this.#serds.reset(processor),
      gaveUp: (processor) => this.#serds.release(processor),
    });
    this.#pages = new PageRetirement(engine, this.#syslogd, hardware.hosts, this.#kernels);
    this.#memoryErrors = new MemoryErrors(engine, this.#syslogd, hardware, this.#kernels, this.#pages, {
      errorIdOf: ({ host }, atNs) => this.#bootTimes.errorIdAt(host, atNs),
      loggingDelay: logging.delay,
      panic: (host, why, cause) => this.#life.panic(host, why, cause),
    });
    this.#cacheErrors = new CacheErrors(engine, hardware, {
      syslogd: this.#syslogd,
      kernels: this.#kernels,
      pages: this.#pages,
      bootTimes: this.#bootTimes,
      loggingDelay: logging.delay,
      suspect: (error) => this.#suspect(error),
      panic: (host, why, cause) => this.#life.panic(host, why, cause),
      reset: (host, cause) => this.#life.reset(host, cause),
    });
    this.#console = new Console(engine, hardware, this.#consolePorts(engine));
    const { table } = this.#machine;
    this.#cells = new FaultyCells(engine, hardware, {
      running: (host) => (this.#life.isUp(host) ? table.runningOf(host) : []),
      isRunning: (processor) => this.#life.isUp(processor.host) && table.isRunning(processor),
      isPoweredOff: (processor) => !this.#hasPower(processor),
      isRetired: (host, page) => this.#pages.isRetired(host, page),
      scrubPlan: (host, memory) => scrubPlan(memory, this.#kernels.scrubbing(host)),
      sinceBootNs: (host) => this.#bootTimes.sinceBootNs(host, engine.nowNs),
      cacheError: (inject, cause) => {
        // The first event of a report is the report itself.
        const reported = engine.events + 1;
        this.reportError(inject, cause);
        return reported;
      },
      memoryError: (inject, cause) => this.reportMemoryError(inject, cause),
    });
    engine.register(this);
    engine.registerView('processor', (subject) => this.#view(subject));
  }

  /**
   * An error of an L2 cache happens now; `cause` is its inject. The host and the processor must exist. One with
   * `recorded` was trapped before, and is only told of now.
   */
  reportError(inject: EccInject, cause: number, recorded?: RecordedError): void {
    const processor = this.#hardware.processor(inject.host, inject.processor);
    if (this.#hasPower(processor)) this.#cacheErrors.report(processor, inject, cause, recorded);
  }

  /** An error of main memory happens now; `cause` is its inject. The host and the processor must exist. */
  reportMemoryError(inject: MemoryInject, cause: number): void {
    const processor = this.#hardware.processor(inject.host, inject.processor);
    if (this.#hasPower(processor)) this.#memoryErrors.report(inject, cause);
  }

  /** A cell of a cache or of memory breaks now; `inject` is its number in the drill. Answers the event that tells so. */
  breakCell(broken: FaultyCellInject, inject: number): number {
    return this.#cells.breakCell(broken, inject);
  }

  /** Returns the retired page of an address to service. */
  unretirePage(host: string, address: string, cause: number): void {
    if (this.#life.phase(host) !== 'running') return;
    this.#pages.unretire(host, address, cause);
  }

  /** Binds one more thread to a processor, which keeps it from going off-line. */
  bindThread(host: string, processor: number, cause: number): void {
    const bound = this.#hardware.processor(host, processor);
    if (!this.#hasPower(bound)) return;
    this.#machine.processes.start(bound, this.#machine.table.setOf(bound));
    this.#machine.processes.setChangedBy(bound, cause);
  }

  /** Unbinds all threads from a processor. */
  unbindThreads(host: string, processor: number, cause: number): void {
    const bound = this.#hardware.processor(host, processor);
    if (!this.#hasPower(bound)) return;
    this.#machine.processes.unbindFrom(bound);
    this.#machine.processes.setChangedBy(bound, cause);
  }

  /** Says how a processor is as its host boots; what is not said is as POST leaves it. */
  prepare(host: string, processor: number, prepared: PreparedProcessor): void {
    prepareProcessor(this.#machine, this.#hardware.processor(host, processor), prepared);
  }

  /** The kernel of a host dies because of `cause`; `why` is the line that says of what. */
  panic(host: string, why: string, cause: number): void {
    this.#life.panic({ name: host }, why, cause);
  }

  /** Has the threads of processes scheduled by a room below. To be called once, while the world is built. */
  connect(scheduler: ProcessScheduler): void {
    this.#machine.processes.scheduler = scheduler;
  }

  /** Whether a processor runs threads. */
  isRunning(processor: Processor): boolean {
    return this.#machine.table.isRunning(processor);
  }

  /** What the file of a host's kernel has set a variable to, null where it has not. */
  setVariable(host: DrillHost, name: string): bigint | null {
    return this.#kernels.setVariable(host, name);
  }

  /** Runs a line on the console of a host. */
  runCommand(host: string, line: string, cause: number): void {
    this.#console.run(host, line, cause);
  }

  /** Whether every error has been logged, no processor and no page is about to be taken out of use, and no host on its way. */
  isSettled(): boolean {
    const isLogged = this.#cacheErrors.isSettled() && this.#memoryErrors.isSettled();
    return isLogged && this.#offlining.isIdle() && this.#pages.isSettled() && this.#life.isSettled();
  }

  save(): PlainState {
    const state: SolarisState = {
      serds: this.#serds.save(),
      offlining: this.#offlining.save(),
      table: this.#machine.table.save(),
      processes: this.#machine.processes.save(),
      bootTimes: this.#bootTimes.save(),
    };
    return state as unknown as PlainState;
  }

  restore(saved: PlainState): void {
    const state = saved as unknown as SolarisState;
    this.#serds.restore(state.serds);
    this.#offlining.restore(state.offlining);
    this.#machine.table.restore(state.table);
    this.#machine.processes.restore(state.processes);
    this.#bootTimes.restore(state.bootTimes);
  }

  /** What lines on consoles act on. */
  #consolePorts(engine: Engine): ConsolePorts {
    return {
      syslogd: this.#syslogd,
      machine: this.#machine,
      bootTimes: this.#bootTimes,
      boards: this.#boards,
      kernels: this.#kernels,
      keptLines: new KeptLines(engine, this.#bootTimes),
      pageCounters: (host) => this.#pages.counters(host),
      memoryModules: (host) => this.#memoryErrors.modules(host),
      leftService: (processor) => this.#forgetErrors(processor),
      life: this.#life,
    };
  }

  /** An error has been logged: its processor may have to go. One that does not run is not counted against. */
  #suspect({ processor, category, reported, trappedNs, reportedNs }: LoggedError): void {
    if (!this.#machine.table.isRunning(processor)) return;
    if (category === 'A') {
      const fired = this.#serds.count(processor, reported, trappedNs);
      if (fired !== null) this.#offlining.begin(processor, 'serd', fired, reportedNs);
    }
    if (category === 'B') this.#offlining.begin(processor, 'multiple', reported, reportedNs);
    if (category === 'C') this.#offlining.begin(processor, 'uncorrectable', reported, reportedNs);
  }

  /** Whether a processor can do anything at all: its host runs, and it has power. */
  #hasPower(processor: Processor): boolean {
    return this.#life.isUp(processor.host) && this.#machine.table.state(processor) !== 'powered-off';
  }

  /** Somebody else took the processor off-line, or its host goes down: nothing counts against it any more. */
  #forgetErrors(processor: Processor): void {
    this.#offlining.stop(processor);
    this.#serds.reset(processor);
  }

  /** A host goes down: what its kernel has not logged is lost, and so is what it was about to do. */
  #forgetHost(host: DrillHost): void {
    for (const each of this.#machine.table.of(host)) this.#forgetErrors(each);
    this.#cacheErrors.forget(host);
    this.#boards.cancel(host);
  }

  /** A host comes up, its processors as POST has left them, without sets and bindings. */
  #startHost(host: DrillHost): void {
    const { table, processes } = this.#machine;
    this.#boards.boot(host);
    table.boot(host);
    processes.boot(host, table.of(host));
  }

  #view(subject: string): PlainState {
    const processor = this.#hardware.bySubject(subject);
    const chain = this.#offlining.chain(processor);
    const { errors } = this.#serds.of(processor);
    const { limit, windowNs } = processorRule;
    return {
      onLine: this.#life.isUp(processor.host) && this.#machine.table.isRunning(processor),
      state: this.#machine.table.state(processor),
      sinceNs: this.#machine.table.sinceNs(processor),
      serd: { limit, windowNs, atNs: errors.map(({ atNs }) => atNs) },
      boundThreads: this.#machine.processes.boundTo(processor),
      offlining:
        chain === null ? null : { failures: chain.failures, nextAttemptNs: chain.nextAttemptNs, reason: chain.reason },
    };
  }
}
