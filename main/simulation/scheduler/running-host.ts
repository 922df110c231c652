import { assert } from '../../../shared/lib/assert.ts';
import { secondNs } from '../../../shared/lib/time.ts';
import type { PlainState } from '../engine/room.ts';
import { HostScheduler } from './host-scheduler.ts';
import type { NewTask } from './life.ts';
import { type Load, noLoad, sampledLoad } from './load-average.ts';
import type { SchedulerProfile } from './profiles.ts';
import type { Program } from './programs.ts';
import { noTask, taskPolicy, taskState } from './task-table.ts';
import { TaskWatch } from './task-watch.ts';

const samplingNs = 5 * secondNs;
const unbound = -1;

/** What is known of a task besides how it is scheduled. */
export interface TaskFacts {
  readonly pid: number;
  readonly parent: number;
  readonly user: string;
  readonly command: string;
  readonly startedNs: number;
}

/** A task to start. `boundTo` is the place of a processor, null for none. */
export interface StartedTask extends Omit<TaskFacts, 'startedNs'> {
  readonly name: string;
  readonly program: Program;
  readonly nice: number;
  readonly isKernel: boolean;
  readonly processor: number;
}

interface RunningHostState {
  readonly scheduler: PlainState;
  readonly watch: PlainState;
  readonly facts: readonly TaskFacts[];
  readonly boundTo: readonly number[];
  readonly load: Load;
  readonly nextSampleNs: number;
  readonly ranAtSampleNs: readonly number[];
  readonly recentNs: readonly number[];
}

/** The scheduler of a host that is up, with its processes. Processors by their places in the host. */
export class RunningHost {
  readonly scheduler: HostScheduler;
  readonly watch: TaskWatch;
  readonly startedNs: number;
  /** By task. */
  facts: TaskFacts[] = [];
  load: Load = noLoad;
  /** The processor that each task is bound to, `unbound` for none. */
  #boundTo: number[] = [];
  #nextSampleNs: number;
  /** By task: how long it had run at the last sample, and how long in the 5 s before it. */
  #ranAtSampleNs: number[] = [];
  #recentNs: number[] = [];

  constructor(profile: SchedulerProfile, processors: number, startedNs: number) {
    this.watch = new TaskWatch(processors, () => this.scheduler.core);
    this.scheduler = new HostScheduler(profile, processors, this.watch);
    this.startedNs = startedNs;
    this.#nextSampleNs = (Math.floor(startedNs / samplingNs) + 1) * samplingNs;
  }

  /** Lets everything happen that is due before `nowNs`: what is due then comes when somebody acts or time goes on. */
  catchUp(nowNs: number): void {
    for (; this.#nextSampleNs < nowNs; this.#nextSampleNs += samplingNs) {
      this.scheduler.advance(this.#nextSampleNs);
      this.#sample();
    }
    if (nowNs - 1 > this.scheduler.core.nowNs) this.scheduler.advance(nowNs - 1);
  }

  /** Acts from outside. */
  act(nowNs: number, action: () => void): void {
    this.catchUp(nowNs);
    this.scheduler.act(nowNs, action);
  }

  /** Starts a task. To be called within `act`. */
  start(asked: StartedTask): number {
    const { pid, parent, user, command, name, program, nice, isKernel, processor } = asked;
    const none: Omit<NewTask, 'nice' | 'isKernel' | 'processor'> = {
      ...{ policy: taskPolicy.other, realTimePriority: 0, allowed: null, sleepAveragePermille: 500 },
    };
    const task = this.scheduler.spawn(name, program, { ...none, nice, isKernel, processor });
    this.facts[task] = { pid, parent, user, command, startedNs: this.scheduler.core.nowNs };
    this.#boundTo[task] = unbound;
    this.watch.started(task);
    return task;
  }

  /** The tasks that live, in order of creation. */
  *live(): Generator<number> {
    const { tasks } = this.scheduler.core;
    for (let task = 0; task < tasks.length; task++) if (tasks.state[task] !== taskState.dead) yield task;
  }

  /** The task of a process, null where there is none. */
  taskOf(pid: number): number | null {
    for (const task of this.live()) if (this.facts[task]?.pid === pid) return task;
    return null;
  }

  /** How many tasks are bound to a processor. */
  boundCount(processor: number): number {
    return this.#boundTo.filter((each) => each === processor).length;
  }

  boundTo(task: number): number | null {
    const bound = this.#boundTo[task] ?? unbound;
    return bound === unbound ? null : bound;
  }

  /** Binds a task to a processor, null for none. To be called within `act`. One that is off-line binds once it is back. */
  bind(task: number, processor: number | null): void {
    this.#boundTo[task] = processor ?? unbound;
    const { isOnline } = this.scheduler.core.queues;
    if (processor === null) this.scheduler.restrict(task, null);
    else if (isOnline[processor] === 1) this.scheduler.restrict(task, [processor]);
  }

  isOnLine(processor: number): boolean {
    return this.scheduler.core.queues.isOnline[processor] === 1;
  }

  /** Takes a processor away. Answers how many tasks went to which processor, by their places. */
  takeOffLine(processor: number): ReadonlyMap<number, number> {
    const { tasks } = this.scheduler.core;
    const moving = [...this.live()].filter((task) => tasks.processor[task] === processor);
    this.scheduler.takeOffLine(processor);
    const targets = new Map<number, number>();
    for (const task of moving) {
      const target = tasks.processor[task] as number;
      targets.set(target, (targets.get(target) ?? 0) + 1);
    }
    return targets;
  }

  /** Brings a processor back; who is bound to it goes there. */
  bringOnLine(processor: number): void {
    this.scheduler.bringOnLine(processor);
    for (const [task, bound] of this.#boundTo.entries()) if (bound === processor) this.bind(task, processor);
  }

  /** How long a task ran in the last whole 5 s. */
  recentNs(task: number): number {
    return this.#recentNs[task] ?? 0;
  }

  /** How long a processor has run tasks. */
  busyNs(processor: number): number {
    const { core } = this.scheduler;
    const isBusy = core.queues.current[processor] !== noTask;
    const running = isBusy ? core.nowNs - (core.ranSinceNs[processor] as number) : 0;
    return (this.watch.counts[processor]?.busyNs ?? 0) + running;
  }

  save(): PlainState {
    const state: RunningHostState = {
      scheduler: this.scheduler.save(),
      watch: this.watch.save(),
      facts: [...this.facts],
      boundTo: [...this.#boundTo],
      load: this.load,
      nextSampleNs: this.#nextSampleNs,
      ranAtSampleNs: [...this.#ranAtSampleNs],
      recentNs: [...this.#recentNs],
    };
    return state as unknown as PlainState;
  }

  restore(saved: PlainState): void {
    const state = saved as unknown as RunningHostState;
    this.scheduler.restore(state.scheduler);
    this.watch.restore(state.watch);
    this.facts = [...state.facts];
    this.#boundTo = [...state.boundTo];
    this.load = state.load;
    this.#nextSampleNs = state.nextSampleNs;
    this.#ranAtSampleNs = [...state.ranAtSampleNs];
    this.#recentNs = [...state.recentNs];
  }

  #sample(): void {
    const { queues, processors } = this.scheduler.core;
    let active = 0;
    for (let processor = 0; processor < processors; processor++) {
      active += (queues.running[processor] as number) + (queues.uninterruptible[processor] as number);
    }
    assert(active >= 0, 'no fewer than no tasks are active');
    this.load = sampledLoad(this.load, active);
    for (const task of this.live()) {
      const ranNs = this.scheduler.ranNs(task);
      this.#recentNs[task] = ranNs - (this.#ranAtSampleNs[task] ?? 0);
      this.#ranAtSampleNs[task] = ranNs;
    }
  }
}
