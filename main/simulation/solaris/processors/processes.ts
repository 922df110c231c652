import { assertPresent } from '../../../../shared/lib/assert.ts';
import type { DrillHost } from '../../../../shared/model/drill.ts';
import type { Hardware, Processor } from '../../hardware/hardware.ts';
import type { ProcessScheduler } from './process-scheduler.ts';
import { noSet } from './processor-table.ts';

/** What a process of one thread is bound to. `processor` is an index, `unboundProcessor` for none. */
interface Binding {
  readonly processor: number;
  readonly set: number;
}

interface HostProcesses {
  readonly bindings: Map<number, Binding>;
  /** The id of the next process that a drill starts. */
  nextProcess: number;
}

interface ProcessesState {
  readonly hosts: readonly (readonly [string, readonly (readonly [number, Binding])[], number])[];
  readonly changedBy: readonly number[];
}

const unboundProcessor = -1;
const unbound: Binding = { processor: unboundProcessor, set: noSet };
const firstProcess = 1_000;

/** Solaris numbers processes up to this. */
const lastProcess = 29_999;
/** `sched`, `pageout` and `fsflush` are the kernel's own. */
const kernelProcesses: ReadonlySet<number> = new Set([0, 2, 3]);

/** Whether a number is that of a process. All are taken to run, with one thread each: hosts have no process table yet. */
export const isProcess = (pid: number): boolean => pid >= 0 && pid <= lastProcess;

export const isKernelProcess = (pid: number): boolean => kernelProcesses.has(pid);

/** Which processes of each host are bound to a processor, to a processor set, or to both. */
export class Processes {
  /** Runs the threads, where there is somebody who does: then its own bindings count. */
  scheduler: ProcessScheduler | null = null;
  readonly #processors: readonly Processor[];
  #hosts: Map<string, HostProcesses>;
  /** The event that last bound or unbound a thread, by processor; 0 for none. */
  #changedBy: number[];

  constructor({ hosts, processors }: Hardware) {
    this.#hosts = new Map(hosts.map(({ name }) => [name, { bindings: new Map(), nextProcess: firstProcess }]));
    this.#changedBy = processors.map(() => 0);
    this.#processors = processors;
  }

  /** How many threads are bound to a processor. */
  boundTo(processor: Processor): number {
    if (this.scheduler !== null) return this.scheduler.boundTo(processor);
    const { bindings } = this.#of(processor.host);
    // Mostly there are none: this is asked for every processor of a host.
    if (bindings.size === 0) return 0;
    return [...bindings.values()].filter((each) => each.processor === processor.index).length;
  }

  /** Whether a thread is bound to a set. */
  areIn(host: DrillHost, set: number): boolean {
    return [...this.#of(host).bindings.values()].some((each) => each.set === set);
  }

  binding(host: DrillHost, pid: number): Binding {
    return this.#of(host).bindings.get(pid) ?? unbound;
  }

  /** The ids of processes that are bound to a processor, or with `what` a set, in order. */
  bound(host: DrillHost, what: 'processor' | 'set'): readonly number[] {
    return [...this.#of(host).bindings]
      .filter(([, each]) => each[what] !== unbound[what])
      .map(([pid]) => pid)
      .sort((one, other) => one - other);
  }

  /** Binds a process to a processor, null for none. */
  bind(host: DrillHost, pid: number, processor: Processor | null): void {
    const { set } = this.binding(host, pid);
    this.#set(host, pid, { processor: processor?.index ?? unboundProcessor, set });
  }

  /** Binds a process to a set, `noSet` for none. */
  bindToSet(host: DrillHost, pid: number, set: number): void {
    this.#set(host, pid, { ...this.binding(host, pid), set });
  }

  /** Starts a process that is bound to a processor of `set`. */
  start(processor: Processor, set: number): void {
    const { host, index } = processor;
    const processes = this.#of(host);
    while (processes.bindings.has(processes.nextProcess)) processes.nextProcess += 1;
    this.#set(host, processes.nextProcess, { processor: index, set });
  }

  /** Unbinds every thread from a processor. */
  unbindFrom({ host, index }: Processor): void {
    for (const [pid, binding] of this.#of(host).bindings) {
      if (binding.processor === index) this.#set(host, pid, { ...binding, processor: unboundProcessor });
    }
  }

  /** Unbinds every thread from a set. */
  unbindFromSet(host: DrillHost, set: number): void {
    for (const [pid, binding] of this.#of(host).bindings) {
      if (binding.set === set) this.#set(host, pid, { ...binding, set: noSet });
    }
  }

  changedBy({ index }: Processor): number {
    return assertPresent(this.#changedBy[index], 'a processor of the run');
  }

  /** Remembers the event that bound threads to a processor or unbound them. */
  setChangedBy({ index }: Processor, seq: number): void {
    this.#changedBy[index] = seq;
  }

  /** Forgets all processes of a host, which boots. */
  boot(host: DrillHost, processors: readonly Processor[]): void {
    for (const each of processors) this.setChangedBy(each, 0);
    this.#hosts.set(host.name, { bindings: new Map(), nextProcess: firstProcess });
  }

  save(): ProcessesState {
    return {
      hosts: [...this.#hosts].map(([host, { bindings, nextProcess }]) => [host, [...bindings], nextProcess]),
      changedBy: [...this.#changedBy],
    };
  }

  restore({ hosts, changedBy }: ProcessesState): void {
    this.#hosts = new Map(
      hosts.map(([host, bindings, nextProcess]) => [host, { bindings: new Map(bindings), nextProcess }]),
    );
    this.#changedBy = [...changedBy];
  }

  #of(host: DrillHost): HostProcesses {
    return assertPresent(this.#hosts.get(host.name), 'a host of the run');
  }

  #set(host: DrillHost, pid: number, binding: Binding): void {
    const { bindings } = this.#of(host);
    if (binding.processor !== this.binding(host, pid).processor) {
      this.scheduler?.bind(host, pid, this.#processors[binding.processor] ?? null);
    }
    if (binding.processor === unboundProcessor && binding.set === noSet) bindings.delete(pid);
    else bindings.set(pid, binding);
  }
}
