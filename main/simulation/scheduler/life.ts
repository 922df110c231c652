import { mostBonus, staticPriorityOf } from './priorities.ts';
import type { SchedulerCore } from './scheduler-core.ts';
import { bonusOfTask } from './sleep-average.ts';
import { noTask, taskPolicy, taskState } from './task-table.ts';
import { tick } from './tick.ts';

/** What is said of a task that starts by itself. */
export interface NewTask {
  readonly nice: number;
  readonly policy: number;
  /** 1 to 99 for a real-time task. */
  readonly realTimePriority: number;
  readonly processor: number;
  /** Where it may run, null for everywhere. */
  readonly allowed: readonly number[] | null;
  readonly sleepAveragePermille: number;
  readonly isKernel: boolean;
}

const setAllowed = (core: SchedulerCore, task: number, allowed: readonly number[] | null): void => {
  (core.allowed as (readonly number[] | null)[])[task] = allowed;
};

/** Starts a task on its own: with a full slice, at the tail of its processor's active array. */
export function spawn(core: SchedulerCore, asked: NewTask): number {
  const { tasks, profile } = core;
  const task = tasks.add();
  setAllowed(core, task, asked.allowed);
  tasks.state[task] = taskState.runnable;
  tasks.policy[task] = asked.policy;
  tasks.kernel[task] = asked.isKernel ? 1 : 0;
  tasks.staticPriority[task] = staticPriorityOf(asked.nice);
  tasks.processor[task] = asked.processor;
  tasks.slice[task] = core.fullSlice(task);
  const averageTicks = Math.floor((profile.maximumSleepAverage * asked.sleepAveragePermille) / 1000);
  tasks.sleepAverage[task] = profile.family === 'tick' ? averageTicks : averageTicks * core.tickNs;
  const isRealTime = asked.policy !== taskPolicy.other;
  tasks.priority[task] = isRealTime ? 99 - asked.realTimePriority : core.effectivePriority(task);
  tasks.lastRun[task] = core.ticks;
  tasks.sinceNs[task] = core.nowNs;
  core.activate(task);
  if (core.preempts(task, asked.processor)) core.reschedule(asked.processor);
  return task;
}

/** A sleep average after a fork: a per cent of it, in whole steps of the bonus where nanoseconds are counted. */
function forkedAverage(core: SchedulerCore, task: number, percent: number): number {
  const { profile, tasks } = core;
  if (profile.family === 'tick') return Math.floor(((tasks.sleepAverage[task] as number) * percent) / 100);
  const steps = Math.trunc((bonusOfTask(core, task) * percent) / 100);
  return Math.trunc((steps * profile.maximumSleepAverage) / mostBonus(profile)) * core.tickNs;
}

/** The running task of a processor forks. The child shares its slice and runs first. */
export function fork(core: SchedulerCore, parent: number): number {
  const { tasks, queues, profile } = core;
  const processor = tasks.processor[parent] as number;
  core.settle(processor);
  const child = tasks.add();
  setAllowed(core, child, core.allowed[parent] ?? null);
  tasks.state[child] = taskState.runnable;
  tasks.policy[child] = tasks.policy[parent] as number;
  tasks.kernel[child] = tasks.kernel[parent] as number;
  tasks.staticPriority[child] = tasks.staticPriority[parent] as number;
  tasks.sleepAverage[child] = tasks.sleepAverage[parent] as number;
  tasks.processor[child] = processor;
  tasks.parent[child] = parent;
  tasks.firstSlice[child] = 1;
  tasks.lastRun[child] = core.ticks;
  tasks.sinceNs[child] = core.nowNs;
  const slice = tasks.slice[parent] as number;
  tasks.slice[child] = (slice + 1) >> 1;
  tasks.slice[parent] = slice >> 1;
  if (slice >> 1 === 0) chargeLastTick(core, parent, processor);
  tasks.sleepAverage[parent] = forkedAverage(core, parent, profile.parentPenalty);
  tasks.sleepAverage[child] = forkedAverage(core, child, profile.childPenalty);
  tasks.priority[child] = tasks.priority[parent] as number;
  core.changeRunning(processor, 1);
  queues.enqueueBefore(child, parent);
  core.reschedule(processor);
  core.trace?.forked(parent, child);
  return child;
}

/** A parent that had one tick left uses it up in forking. */
function chargeLastTick(core: SchedulerCore, task: number, processor: number): void {
  const { tasks, profile } = core;
  if (profile.family === 'tick') tasks.sleepAverage[task] = Math.max(0, (tasks.sleepAverage[task] as number) - 1);
  tasks.slice[task] = tasks.policy[task] === taskPolicy.fifo ? 1 : 0;
  if (tasks.policy[task] !== taskPolicy.fifo) tick(core, processor);
}

/** The running task of a processor ends, and its parent takes back what it had lent. */
export function exit(core: SchedulerCore, task: number): void {
  const { tasks } = core;
  const processor = tasks.processor[task] as number;
  core.settle(processor);
  tasks.state[task] = taskState.dead;
  core.reschedule(processor);
  const parent = tasks.parent[task] as number;
  if (parent !== noTask && tasks.state[parent] !== taskState.dead) {
    settleWhereItRuns(core, parent);
    giveBack(core, task, parent);
  }
  core.trace?.exited(task, processor, parent);
}

/** A child that ends within its first slice gives the rest back; one that slept less than its parent costs it sleep. */
function giveBack(core: SchedulerCore, child: number, parent: number): void {
  const { tasks, profile } = core;
  if (tasks.firstSlice[child] === 1) {
    const most = profile.exitClamp === 'maximum' ? (profile.maximumSlice ?? 0) : core.fullSlice(child);
    tasks.slice[parent] = Math.min((tasks.slice[parent] as number) + (tasks.slice[child] as number), most);
  }
  const childAverage = tasks.sleepAverage[child] as number;
  const average = tasks.sleepAverage[parent] as number;
  if (childAverage >= average) return;
  const weight = profile.exitWeight;
  const shares = weight + 1;
  tasks.sleepAverage[parent] =
    profile.family === 'tick'
      ? Math.floor((average * weight + childAverage) / shares)
      : Math.floor(average / shares) * weight + Math.floor(childAverage / shares);
}

/** A parent may run on another processor: what it used up there comes first. */
function settleWhereItRuns(core: SchedulerCore, task: number): void {
  const processor = core.tasks.processor[task] as number;
  if (core.queues.current[processor] !== task) return;
  core.settle(processor);
  core.touched.add(processor);
}

/** Gives a task another nice value. The bonus is dropped until its priority is reckoned again. */
export function renice(core: SchedulerCore, task: number, nice: number): void {
  const { tasks, queues, profile } = core;
  const before = tasks.staticPriority[task] as number;
  const after = staticPriorityOf(nice);
  if (before === after) return;
  settleWhereItRuns(core, task);
  core.trace?.reniced(task, nice);
  tasks.staticPriority[task] = after;
  if (core.isRealTime(task)) return;
  const array = tasks.array[task] as number;
  const priority = tasks.priority[task] as number;
  const processor = tasks.processor[task] as number;
  if (array === -1) {
    tasks.priority[task] = after;
    return;
  }
  queues.dequeue(task);
  tasks.priority[task] = after;
  queues.enqueue(task, processor, array);
  const runs = queues.current[processor] === task;
  const better = profile.niceStyle === 'delta' && after < priority;
  const mustLook = profile.niceStyle === 'reset' ? runs : better || (after > priority && runs);
  if (mustLook) core.reschedule(processor);
}

/** The running task of a processor lets others go first. */
export function yieldProcessor(core: SchedulerCore, task: number): void {
  const { tasks, queues } = core;
  const processor = tasks.processor[task] as number;
  const active = queues.active[processor] as number;
  core.settle(processor);
  queues.dequeue(task);
  queues.enqueue(task, processor, core.isRealTime(task) ? active : 1 - active);
  core.reschedule(processor);
  core.trace?.yielded(task, processor);
}
