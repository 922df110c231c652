import { assert } from '../../../shared/lib/assert.ts';
import { priorityCount } from './priorities.ts';
import { neverNs, type SchedulerCore } from './scheduler-core.ts';
import { chargeRun, creditSleepNs, runChargeNs } from './sleep-average.ts';
import { noArray, noTask, taskState } from './task-table.ts';

/** The lowest processor that is on-line and allowed, -1 for none. */
export function lowestAllowed({ queues, processors }: SchedulerCore, allowed: readonly number[] | null): number {
  for (let processor = 0; processor < processors; processor++) {
    if (queues.isOnline[processor] === 1 && (allowed === null || allowed.includes(processor))) return processor;
  }
  return -1;
}

/** Puts the running task of a processor off, for good. */
function putOff(core: SchedulerCore, processor: number): void {
  const { tasks, queues, profile } = core;
  const task = queues.current[processor] as number;
  if (task === noTask) return;
  core.settle(processor);
  if (profile.family === 'tick') {
    tasks.lastRun[task] = core.ticks;
  } else {
    chargeRun(core, task, runChargeNs(core, task));
    tasks.sinceNs[task] = core.nowNs;
  }
  core.trace?.switched(processor, task, noTask);
  const since = core.ranSinceNs[processor] as number;
  tasks.ranNs[task] = (tasks.ranNs[task] as number) + core.nowNs - since;
  tasks.burstNs[task] = (core.burstEndNs[processor] as number) - core.nowNs;
  if (core.trace !== null && core.nowNs > since) core.trace.ran(task, processor, since, core.nowNs);
  queues.switches[processor] = (queues.switches[processor] as number) + 1;
  queues.current[processor] = noTask;
  core.burstEndNs[processor] = neverNs;
}

/** A task that was taken out of another queue waits in that of its processor. */
export function activateElsewhere(core: SchedulerCore, task: number): void {
  const { tasks, profile } = core;
  const target = tasks.processor[task] as number;
  if (profile.family === 'ns') {
    creditSleepNs(core, task, core.nowNs);
    tasks.sinceNs[task] = core.nowNs;
  }
  core.activate(task);
  if (core.preempts(task, target)) core.reschedule(target);
}

/** Brings a processor back: it has no tasks, and remembers the queues as they are now. */
export function bringBack(core: SchedulerCore, processor: number): void {
  const { queues } = core;
  queues.isOnline[processor] = 1;
  queues.expiredAt[processor] = 0;
  queues.bestExpired[processor] = priorityCount;
  core.online += 1;
  core.balancer?.joins(processor);
}

/**
 * Takes a processor away: every task of it, in the order of creation, goes to the lowest processor on-line that it may
 * use. One that may use none may use all from now on.
 */
export function rehomeTasks(core: SchedulerCore, processor: number): void {
  const { tasks, queues } = core;
  queues.isOnline[processor] = 0;
  core.online -= 1;
  assert(lowestAllowed(core, null) >= 0, 'another processor stays on-line');
  putOff(core, processor);
  core.mustSchedule.remove(processor);
  core.trace?.tookOffLine(processor);
  for (let task = 0; task < tasks.length; task++) {
    if (tasks.processor[task] !== processor || tasks.state[task] === taskState.dead) continue;
    const wanted = lowestAllowed(core, core.allowed[task] ?? null);
    const target = wanted >= 0 ? wanted : lowestAllowed(core, null);
    if (wanted < 0) (core.allowed as (readonly number[] | null)[])[task] = null;
    const isQueued = tasks.array[task] !== noArray;
    if (isQueued) core.deactivate(task);
    tasks.processor[task] = target;
    if (isQueued) activateElsewhere(core, task);
    core.trace?.rehomed(task, processor, target, wanted < 0);
  }
  assert(queues.running[processor] === 0, 'no task is left behind');
}
