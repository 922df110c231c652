import { minuteNs } from '../../../../shared/lib/time.ts';
import type { DrillHost, MemoryInject, Platform } from '../../../../shared/model/drill.ts';
import type { Engine, HandlerId } from '../../engine/engine.ts';
import type { PlainState, Room } from '../../engine/room.ts';
import type { Hardware, Processor } from '../../hardware/hardware.ts';
import { readRegister } from '../../hardware/register.ts';
import { dataSyndromeOf } from '../fault-status.ts';
import type { Kernels } from '../kernels.ts';
import type { LoggingDelay } from '../logging-delay.ts';
import { endingOf, panicMessages, panicReason } from '../panic.ts';
import { addressValidity } from '../register-validity.ts';
import type { Syslogd } from '../syslogd.ts';
import {
  type MemoryReport,
  memoryErrorMessages,
  noSlotMessage,
  softErrorsMessage,
  stickyMessage,
} from './memory-messages.ts';
import type { PageRetirement } from './page-retirement.ts';
import {
  countSoftError,
  type ModuleCounts,
  noSoftErrors,
  type SoftErrorResult,
  type SoftErrors,
} from './soft-errors.ts';

/** An error on its way from the trap to the log. `reported` is its `memory.reported`. */
interface PendingError {
  readonly processor: number;
  readonly inject: MemoryInject;
  readonly errId: string;
  readonly reported: number;
}

/** What errors of memory need of the rest of Solaris. */
interface MemoryErrorPorts {
  /** The error id of an instant on a processor's host, as it is printed. */
  readonly errorIdOf: (processor: Processor, atNs: number) => string;
  readonly loggingDelay: LoggingDelay;
  /** The kernel has panicked because of event `cause`, and has said so; `why` is its line about that. */
  readonly panic: (host: DrillHost, why: string, cause: number) => void;
}

interface MemoryErrorsState {
  readonly softErrors: readonly (readonly [string, SoftErrors])[];
  readonly pending: readonly (readonly [number, PendingError])[];
  readonly nextPending: number;
}

/** As many processors as the kernel is made for. There is room for the modules of eight each. */
const mostProcessors: Readonly<Record<Platform, number>> = { starcat: 144, serengeti: 24 };
const modulesPerProcessor = 8;

/** What Solaris makes of errors of main memory on every host: log lines, a leaky bucket a module, and pages retired. */
export class MemoryErrors implements Room {
  readonly name = 'memory-errors';
  readonly #engine: Engine;
  readonly #syslogd: Syslogd;
  readonly #hardware: Hardware;
  readonly #kernels: Kernels;
  readonly #pages: PageRetirement;
  readonly #ports: MemoryErrorPorts;
  readonly #log: HandlerId;
  #softErrors = new Map<string, SoftErrors>();
  #pending = new Map<number, PendingError>();
  #nextPending = 0;

  constructor(
    engine: Engine,
    syslogd: Syslogd,
    hardware: Hardware,
    kernels: Kernels,
    pages: PageRetirement,
    ports: MemoryErrorPorts,
  ) {
    this.#ports = ports;
    this.#engine = engine;
    this.#syslogd = syslogd;
    this.#hardware = hardware;
    this.#kernels = kernels;
    this.#pages = pages;
    this.#log = engine.handler('memory.log-error', (id) => this.#logError(id));
    engine.on('host.went-down', ({ data }) => this.#forget(data.host));
    engine.register(this);
  }

  /** A processor meets an error of memory now; `cause` is its inject. The host and the processor must exist. */
  report(inject: MemoryInject, cause: number): void {
    const processor = this.#hardware.processor(inject.host, inject.processor);
    const { host, name } = inject;
    this.#pages.use(host, inject.afar, inject.pageState, name === 'UE' && inject.class === 'sticky');
    const trappedNs = this.#engine.nowNs;
    const errId = inject.errId ?? this.#ports.errorIdOf(processor, trappedNs);
    const data = {
      host,
      processor: inject.processor,
      name,
      class: name === 'CE' ? inject.class : '',
      errId,
      afsr: inject.afsr,
      afar: inject.afar,
      syndrome: dataSyndromeOf(readRegister(inject.afsr)),
      unum: inject.module,
    };
    const reported = this.#engine.append('memory.reported', processor.subject, data, [cause]);
    const delayNs = this.#ports.loggingDelay(this.#engine.random(`memory ${processor.subject}`));
    const id = this.#nextPending;
    this.#nextPending += 1;
    this.#pending.set(id, { processor: processor.index, inject, errId, reported });
    this.#engine.schedule(trappedNs + delayNs, this.#log, id);
  }

  /** What the kernel of a host has counted of each memory module, in the order of their first errors. */
  modules(host: string): readonly ModuleCounts[] {
    return (this.#softErrors.get(host) ?? noSoftErrors).modules;
  }

  /** Whether every error has been logged. */
  isSettled(): boolean {
    return this.#pending.size === 0;
  }

  save(): PlainState {
    const state: MemoryErrorsState = {
      softErrors: [...this.#softErrors],
      pending: [...this.#pending],
      nextPending: this.#nextPending,
    };
    return state as unknown as PlainState;
  }

  restore(saved: PlainState): void {
    const state = saved as unknown as MemoryErrorsState;
    this.#softErrors = new Map(state.softErrors);
    this.#pending = new Map(state.pending);
    this.#nextPending = state.nextPending;
  }

  /** What a kernel has not logged when it goes down is lost; so is all that it counted. */
  #forget(host: string): void {
    this.#softErrors.delete(host);
    for (const [id, { inject }] of this.#pending) {
      if (inject.host === host) this.#pending.delete(id);
    }
  }

  #logError(id: number): void {
    const error = this.#pending.get(id);
    if (error === undefined) return;
    this.#pending.delete(id);
    const { inject, errId, reported } = error;
    const processor = this.#hardware.at(error.processor);
    const report: MemoryReport = {
      processor,
      name: inject.name,
      mode: inject.mode,
      access: inject.access,
      trapLevel: inject.trapLevel,
      errId,
      afsr: readRegister(inject.afsr),
      afar: readRegister(inject.afar),
      faultPc: inject.faultPc,
      module: inject.module,
    };
    const { verbosity } = this.#kernels.memory(processor.host);
    for (const message of memoryErrorMessages(report, verbosity)) {
      this.#syslogd.write(processor, message, reported);
    }
    if (inject.name === 'CE') this.#count(processor.host, inject, reported);
    else this.#handleUncorrectable(processor, error);
  }

  /** The kernel panics where its own code is to work with what it never got. Else the page is to be cleared. */
  #handleUncorrectable(processor: Processor, { inject, errId, reported }: PendingError): void {
    const { host } = processor;
    const trap = inject.access === 'data' ? 'data-access' : 'instruction-access';
    const ending = endingOf(host.cpuType, trap, inject, [inject]);
    if (ending === null) {
      this.#requestPage(host, inject, reported);
      return;
    }
    for (const message of panicMessages(processor, errId, ending.reasons)) {
      this.#syslogd.write(processor, message, reported);
    }
    this.#ports.panic(host, panicReason(errId, ending.reasons), reported);
  }

  #count(host: DrillHost, inject: MemoryInject, reported: number): void {
    const { softErrorLimit: limit, softErrorMinutes: minutes } = this.#kernels.memory(host);
    const slots = modulesPerProcessor * mostProcessors[host.platform];
    const before = this.#softErrors.get(host.name) ?? noSoftErrors;
    const error = { module: inject.module, class: inject.class, atNs: this.#engine.nowNs, seq: reported };
    const result = countSoftError(before, { limit, minutes, slots }, error);
    this.#softErrors.set(host.name, result.softErrors);
    if (result.outcome === 'full') this.#syslogd.write({ host }, noSlotMessage(), reported);
    else if (inject.class === 'sticky') this.#handleSticky(host, inject, reported);
    else if (inject.class === 'persistent') this.#handlePersistent(host, inject, reported, result);
  }

  #handleSticky(host: DrillHost, inject: MemoryInject, reported: number): void {
    this.#syslogd.write({ host }, stickyMessage(inject.module), reported);
    this.#removePage(host, inject, reported);
  }

  #handlePersistent(host: DrillHost, inject: MemoryInject, reported: number, result: SoftErrorResult): void {
    const { softErrorLimit: limit, softErrorMinutes: minutes } = this.#kernels.memory(host);
    const { count, seqs } = result;
    const data = { host: host.name, module: inject.module, count, limit, windowNs: minutes * minuteNs };
    this.#engine.append('module.counted', host.name, data, [reported]);
    if (result.outcome !== 'overflowed') return;
    const overflowed = this.#engine.append('module.overflowed', host.name, data, seqs);
    this.#syslogd.write({ host }, softErrorsMessage(inject.module, count, minutes), overflowed);
    this.#removePage(host, inject, overflowed);
  }

  #removePage(host: DrillHost, inject: MemoryInject, cause: number): void {
    if (this.#kernels.memory(host).automaticRemoval) this.#requestPage(host, inject, cause);
  }

  /** Only where the address belongs to this error is it known which page it is in. */
  #requestPage(host: DrillHost, { name, afsr, afar, module }: MemoryInject, cause: number): void {
    if (addressValidity(readRegister(afsr), host.cpuType, name) !== 'valid') return;
    this.#pages.request(host.name, afar, name === 'CE' ? 'corrected' : 'uncorrectable', cause, module);
  }
}
