import type { SchedulerCore } from './scheduler-core.ts';
import { creditSleepNs, creditSleepTicks } from './sleep-average.ts';
import { noArray, taskState } from './task-table.ts';

/** Who wakes a task: an interrupt, or a task that runs on a processor, which may promise to sleep soon itself. */
export type Waker = 'interrupt' | { readonly processor: number; readonly sync: boolean };

/** Counts the sleep of a task, if the profile does, and makes it runnable. */
function activateAfterSleep(core: SchedulerCore, task: number, fromInterrupt: boolean): void {
  const { tasks, profile } = core;
  if (profile.family === 'tick') {
    creditSleepTicks(core, task);
  } else {
    creditSleepNs(core, task, core.nowNs);
    if (tasks.activated[task] === 0) tasks.activated[task] = fromInterrupt ? 2 : 1;
    tasks.sinceNs[task] = core.nowNs;
  }
  core.activate(task);
}

function comesAlong(core: SchedulerCore, task: number, processor: number): boolean {
  const { tasks, queues } = core;
  const own = tasks.processor[task] as number;
  return own !== processor && queues.current[own] !== task && core.isAllowed(task, processor);
}

/** Wakes a task that sleeps. False where it does not. */
export function wakeUp(core: SchedulerCore, task: number, waker: Waker): boolean {
  const { tasks, queues, profile } = core;
  const state = tasks.state[task] as number;
  if (state !== taskState.interruptible && state !== taskState.uninterruptible) return false;
  tasks.state[task] = taskState.runnable;
  // It was about to sleep but still holds its processor.
  if (tasks.array[task] !== noArray) return false;
  const isSync = waker !== 'interrupt' && waker.sync;
  if (isSync && comesAlong(core, task, waker.processor)) tasks.processor[task] = waker.processor;
  const processor = tasks.processor[task] as number;
  if (state === taskState.uninterruptible) {
    queues.uninterruptible[processor] = (queues.uninterruptible[processor] as number) - 1;
    if (profile.family === 'ns') tasks.activated[task] = -1;
  }
  const isHere = waker !== 'interrupt' && processor === waker.processor;
  const isRaw = isSync && profile.syncWake === 'raw' && (isHere || profile.family === 'tick');
  if (isRaw) core.activate(task);
  else activateAfterSleep(core, task, waker === 'interrupt');
  const mayPreempt = profile.family === 'tick' ? !isSync : !(isSync && isHere);
  if (mayPreempt && core.preempts(task, processor)) core.reschedule(processor);
  core.trace?.woke(task, processor, core.mustSchedule.has(processor));
  return true;
}
