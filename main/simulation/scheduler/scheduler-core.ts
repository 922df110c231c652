import { assert } from '../../../shared/lib/assert.ts';
import type { PlainState } from '../engine/room.ts';
import { NextInstants } from './next-instants.ts';
import { effectivePriority, interactiveDelta, interactiveSleepTicks, priorityCount, sliceOf } from './priorities.ts';
import { ProcessorSet } from './processor-set.ts';
import type { SchedulerProfile } from './profiles.ts';
import { RunQueues } from './run-queues.ts';
import type { SchedulerTrace } from './scheduler-trace.ts';
import { noTask, TaskTable, taskPolicy } from './task-table.ts';

const nanosecondsPerSecond = 1_000_000_000;
export const neverNs = Number.POSITIVE_INFINITY;

/** What the rest of the scheduler tells a load balancer, and asks of it. */
export interface LoadBalancer {
  /** The clock has come to another tick, `passed` after the last; nothing has happened in it yet. */
  newTick(passed: number): void;
  /** The length of a processor's queue is about to change. */
  willChange(processor: number, by: number): void;
  /** Something has changed of which an idle processor may profit. */
  mayPull(): void;
  /** The next tick at which a pass may do something, Infinity for none. */
  nextPassTick(idle: number): number;
  beginPasses(): void;
  /** The pass of one processor at a tick. */
  pass(processor: number): void;
  endPasses(): void;
  /** A processor has run out of tasks and looks for one at once. */
  pullWhenIdle(processor: number): void;
  /** An idle processor gets something to do. */
  leavesIdle(processor: number): void;
  /** A processor has come back on-line. */
  joins(processor: number): void;
  save(): PlainState;
  restore(saved: PlainState): void;
}

interface CoreState {
  readonly nowNs: number;
  readonly ticks: number;
  readonly online: number;
  readonly allowed: readonly (readonly number[] | null)[];
  readonly tasks: PlainState;
  readonly queues: PlainState;
  readonly balancer: PlainState;
  readonly processors: readonly Float64Array[];
}

/** What every part of a host's scheduler works on. */
export class SchedulerCore {
  readonly profile: SchedulerProfile;
  readonly processors: number;
  readonly tickNs: number;
  readonly tasks = new TaskTable();
  readonly queues: RunQueues;
  readonly instants: NextInstants;
  /** Processors that must pick anew, and those whose next instant must be found anew. */
  readonly mustSchedule: ProcessorSet;
  readonly touched: ProcessorSet;
  nowNs = 0;
  /** Ticks up to now, the one at this very instant included. */
  ticks = 0;
  /** Processors on-line: interactive tasks let others go less often where there are many. */
  online: number;
  trace: SchedulerTrace | null = null;
  /** None on a host with one processor. */
  balancer: LoadBalancer | null = null;
  /** Where each task may run, null for everywhere. */
  readonly allowed: (readonly number[] | null)[] = [];
  /** By processor: the tick up to which its task has been charged, when that began to run, and when its burst ends. */
  readonly chargedTicks: Float64Array;
  readonly ranSinceNs: Float64Array;
  readonly burstEndNs: Float64Array;
  /** The tick at which the running task's slice or granularity is due, Infinity for none. */
  readonly dueTick: Float64Array;
  readonly longestSleepNs: number;
  readonly longSleepNs: number;
  /** By static priority. */
  readonly #slices: Int16Array;
  readonly #deltas: Int8Array;
  readonly #interactiveSleepsNs: Float64Array;

  constructor(profile: SchedulerProfile, processors: number) {
    this.profile = profile;
    this.processors = processors;
    this.online = processors;
    this.tickNs = nanosecondsPerSecond / profile.hz;
    this.queues = new RunQueues(processors, this.tasks);
    this.instants = new NextInstants(processors);
    this.mustSchedule = new ProcessorSet(processors);
    this.touched = new ProcessorSet(processors);
    this.chargedTicks = new Float64Array(processors);
    this.ranSinceNs = new Float64Array(processors);
    this.burstEndNs = new Float64Array(processors).fill(neverNs);
    this.dueTick = new Float64Array(processors).fill(neverNs);
    this.longestSleepNs = profile.maximumSleepAverage * this.tickNs;
    this.longSleepNs = (profile.maximumSleepAverage - profile.averageSlice) * this.tickNs;
    const byPriority = Array.from({ length: priorityCount }, (_, priority) => priority);
    this.#slices = Int16Array.from(byPriority, (priority) => sliceOf(profile, priority));
    this.#deltas = Int8Array.from(byPriority, (priority) => interactiveDelta(profile, Math.max(priority, 100)));
    this.#interactiveSleepsNs = Float64Array.from(
      byPriority,
      (priority) => interactiveSleepTicks(profile, Math.max(priority, 100)) * this.tickNs,
    );
  }

  /** To be called between two instants only. */
  save(): PlainState {
    assert(this.mustSchedule.isEmpty() && this.touched.isEmpty(), 'nothing is under way');
    return {
      nowNs: this.nowNs,
      ticks: this.ticks,
      online: this.online,
      allowed: [...this.allowed],
      tasks: this.tasks.save(),
      queues: this.queues.save(),
      balancer: this.balancer?.save() ?? null,
      processors: this.#columns().map((column) => column.slice()),
    };
  }

  restore(saved: PlainState): void {
    const state = saved as unknown as CoreState;
    this.nowNs = state.nowNs;
    this.ticks = state.ticks;
    this.online = state.online;
    this.allowed.splice(0, this.allowed.length, ...state.allowed);
    this.tasks.restore(state.tasks);
    this.queues.restore(state.queues);
    this.balancer?.restore(state.balancer);
    for (const [index, column] of this.#columns().entries()) column.set(state.processors[index] ?? []);
  }

  #columns(): readonly Float64Array[] {
    return [this.chargedTicks, this.ranSinceNs, this.burstEndNs, this.dueTick];
  }

  /** Ticks of a whole slice. Real-time tasks have one by their nice value too. */
  fullSlice(task: number): number {
    return this.#slices[this.tasks.staticPriority[task] as number] as number;
  }

  isRealTime(task: number): boolean {
    return this.tasks.policy[task] !== taskPolicy.other;
  }

  /** The sleep average in whole ticks, whatever the profile counts in. */
  sleepAverageTicks(task: number): number {
    const average = this.tasks.sleepAverage[task] as number;
    return this.profile.family === 'tick' ? average : Math.floor(average / this.tickNs);
  }

  /** The dynamic priority that a task should have now; a real-time one keeps its own. */
  effectivePriority(task: number): number {
    if (this.isRealTime(task)) return this.tasks.priority[task] as number;
    return effectivePriority(this.profile, this.tasks.staticPriority[task] as number, this.sleepAverageTicks(task));
  }

  /** Whether its priority, as it is, makes it interactive. */
  isInteractive(task: number): boolean {
    const staticPriority = this.tasks.staticPriority[task] as number;
    return (this.tasks.priority[task] as number) <= staticPriority - (this.#deltas[staticPriority] as number);
  }

  interactiveSleepNs(task: number): number {
    return this.#interactiveSleepsNs[this.tasks.staticPriority[task] as number] as number;
  }

  isAllowed(task: number, processor: number): boolean {
    const allowed = this.allowed[task];
    return allowed === null || allowed === undefined || allowed.includes(processor);
  }

  /** Charges the running task of a processor for the ticks since it was charged last. */
  settle(processor: number): void {
    const task = this.queues.current[processor] as number;
    const ticks = this.ticks - (this.chargedTicks[processor] as number);
    if (task === noTask || ticks === 0) return;
    this.chargedTicks[processor] = this.ticks;
    const { tasks } = this;
    if (this.profile.family === 'tick') {
      tasks.sleepAverage[task] = Math.max(0, (tasks.sleepAverage[task] as number) - ticks);
    }
    if (tasks.policy[task] !== taskPolicy.fifo) tasks.slice[task] = (tasks.slice[task] as number) - ticks;
  }

  /** Has a processor pick again before this instant is over. */
  reschedule(processor: number): void {
    this.mustSchedule.add(processor);
  }

  /** A task is runnable on its processor: it waits at the tail of the active array. */
  activate(task: number): void {
    const processor = this.tasks.processor[task] as number;
    this.changeRunning(processor, 1);
    this.queues.enqueue(task, processor, this.queues.active[processor] as number);
  }

  /** A task leaves its run queue. */
  deactivate(task: number): void {
    this.changeRunning(this.tasks.processor[task] as number, -1);
    this.queues.dequeue(task);
  }

  /** Every change of a queue's length goes through here, for the balancer sees lengths as they were at ticks. */
  changeRunning(processor: number, by: number): void {
    this.balancer?.willChange(processor, by);
    this.queues.running[processor] = (this.queues.running[processor] as number) + by;
  }

  /** Whether a task would take its processor from who runs there. */
  preempts(task: number, processor: number): boolean {
    return (this.tasks.priority[task] as number) < this.queues.currentPriority(processor);
  }
}
