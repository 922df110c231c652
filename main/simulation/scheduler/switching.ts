import { assert } from '../../../shared/lib/assert.ts';
import type { SchedulerCore } from './scheduler-core.ts';
import { neverNs } from './scheduler-core.ts';
import { chargeRun, creditSleepNs, runChargeNs } from './sleep-average.ts';
import { noTask, taskState } from './task-table.ts';

/** Picks the best task of a processor; swaps the arrays where the active one is empty. None: the processor idles. */
function pick({ queues, trace }: SchedulerCore, processor: number): number {
  if (queues.running[processor] === 0) {
    queues.expiredAt[processor] = 0;
    return noTask;
  }
  if (queues.count(processor, queues.active[processor] as number) === 0) {
    queues.swap(processor);
    trace?.swapped(processor);
  }
  const active = queues.active[processor] as number;
  return queues.head(processor, active, queues.best(processor, active));
}

/** Counts the wait on the run queue as sleep, if the task was woken, and puts it behind its new equals. */
function creditWait(core: SchedulerCore, task: number): void {
  const { tasks, profile } = core;
  const activated = tasks.activated[task] as number;
  if (activated > 0 && (profile.realTimeCredit || !core.isRealTime(task))) {
    const since = tasks.sinceNs[task] as number;
    const waitedNs = core.nowNs - since;
    const weight = Math.trunc((profile.runQueueWeight * 128) / 100);
    const creditedNs = activated === 1 ? Math.floor((waitedNs * weight) / 128) : waitedNs;
    const array = tasks.array[task] as number;
    core.queues.dequeue(task);
    creditSleepNs(core, task, since + creditedNs);
    core.queues.enqueue(task, tasks.processor[task] as number, array);
  }
  tasks.activated[task] = 0;
}

/** Takes the processor away from who runs there. */
function leave(core: SchedulerCore, task: number, processor: number): void {
  const { tasks } = core;
  const since = core.ranSinceNs[processor] as number;
  tasks.ranNs[task] = (tasks.ranNs[task] as number) + core.nowNs - since;
  tasks.burstNs[task] = (core.burstEndNs[processor] as number) - core.nowNs;
  if (core.trace !== null && core.nowNs > since) core.trace.ran(task, processor, since, core.nowNs);
}

function enter(core: SchedulerCore, task: number, processor: number): void {
  core.ranSinceNs[processor] = core.nowNs;
  core.chargedTicks[processor] = core.ticks;
  core.burstEndNs[processor] = task === noTask ? neverNs : core.nowNs + (core.tasks.burstNs[task] as number);
  if (task !== noTask) core.tasks.sinceNs[task] = core.nowNs;
}

/** The kernel's `schedule`: who runs on a processor may not be runnable any more, or somebody better may wait. */
export function schedule(core: SchedulerCore, processor: number): void {
  const { tasks, queues, profile } = core;
  const before = queues.current[processor] as number;
  const isNs = profile.family === 'ns';
  core.settle(processor);
  core.touched.add(processor);
  let chargeNs = 0;
  if (before !== noTask) {
    if (isNs) chargeNs = runChargeNs(core, before);
    else tasks.lastRun[before] = core.ticks;
    if (tasks.state[before] !== taskState.runnable) putToSleep(core, before, processor);
  }
  if (queues.running[processor] === 0) core.balancer?.pullWhenIdle(processor);
  const next = pick(core, processor);
  if (isNs && next !== noTask) creditWait(core, next);
  if (isNs && before !== noTask) {
    chargeRun(core, before, chargeNs);
    tasks.sinceNs[before] = core.nowNs;
  }
  core.mustSchedule.remove(processor);
  if (next === before) return;
  core.trace?.switched(processor, before, next);
  if (before === noTask) core.balancer?.leavesIdle(processor);
  else leave(core, before, processor);
  if ((queues.running[processor] as number) > 1) core.balancer?.mayPull();
  queues.switches[processor] = (queues.switches[processor] as number) + 1;
  queues.current[processor] = next;
  enter(core, next, processor);
}

function putToSleep(core: SchedulerCore, task: number, processor: number): void {
  const { tasks, queues } = core;
  assert(tasks.processor[task] === processor, 'a task runs on its own processor');
  if (tasks.state[task] === taskState.uninterruptible) {
    queues.uninterruptible[processor] = (queues.uninterruptible[processor] as number) + 1;
  }
  core.deactivate(task);
}
