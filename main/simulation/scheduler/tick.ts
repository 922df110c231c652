import { granularityTicks } from './priorities.ts';
import type { SchedulerCore } from './scheduler-core.ts';
import { bonusOfTask } from './sleep-average.ts';
import { noTask, taskPolicy } from './task-table.ts';

/** Whether tasks in the expired array have waited so long that interactive ones may not stay in the active one. */
function isStarving({ profile, queues, tasks, ticks }: SchedulerCore, processor: number): boolean {
  const expiredAt = queues.expiredAt[processor] as number;
  const limit = profile.starvationLimit * (queues.running[processor] as number) + 1;
  if (profile.starvationLimit > 0 && expiredAt > 0 && ticks - expiredAt >= limit) return true;
  const current = queues.current[processor] as number;
  return profile.bestExpired && (tasks.staticPriority[current] as number) > (queues.bestExpired[processor] as number);
}

/** The slice of a task is used up: it gets another, and waits for the swap of arrays or, if interactive, not. */
function expire(core: SchedulerCore, task: number, processor: number): void {
  const { tasks, queues, profile } = core;
  queues.dequeue(task);
  tasks.priority[task] = core.effectivePriority(task);
  tasks.slice[task] = core.fullSlice(task);
  tasks.firstSlice[task] = 0;
  const markExpiry = (): void => {
    if (queues.expiredAt[processor] === 0) queues.expiredAt[processor] = core.ticks;
  };
  if (profile.family === 'ns') markExpiry();
  const interactive = core.isInteractive(task);
  const starving = isStarving(core, processor);
  const toExpired = !interactive || starving;
  const active = queues.active[processor] as number;
  if (toExpired) {
    markExpiry();
    const staticPriority = tasks.staticPriority[task] as number;
    queues.bestExpired[processor] = Math.min(queues.bestExpired[processor] as number, staticPriority);
  }
  queues.enqueue(task, processor, toExpired ? 1 - active : active);
  core.trace?.expired(task, processor, { realTime: false, toExpired, interactive, starving });
}

function expireRoundRobin(core: SchedulerCore, task: number, processor: number): void {
  const { tasks, queues } = core;
  tasks.slice[task] = core.fullSlice(task);
  tasks.firstSlice[task] = 0;
  queues.dequeue(task);
  queues.enqueue(task, processor, queues.active[processor] as number);
  core.trace?.expired(task, processor, { realTime: true, toExpired: false, interactive: false, starving: false });
}

/** Sends an interactive task behind its equals, though it has slice left. */
function requeue(core: SchedulerCore, task: number, processor: number): void {
  const { tasks, queues } = core;
  const granularity = granularityTicks(core.profile, bonusOfTask(core, task), core.online);
  queues.dequeue(task);
  if (core.profile.requeueRecalculates) tasks.priority[task] = core.effectivePriority(task);
  queues.enqueue(task, processor, queues.active[processor] as number);
  core.trace?.requeued(task, processor, granularity);
}

/** Does what a tick does to the running task when its slice is up or it has run for its granularity. */
export function tick(core: SchedulerCore, processor: number): void {
  const { tasks, queues } = core;
  const task = queues.current[processor] as number;
  core.settle(processor);
  core.touched.add(processor);
  core.reschedule(processor);
  if (tasks.array[task] !== queues.active[processor]) return;
  if ((tasks.slice[task] as number) > 0) requeue(core, task, processor);
  else if (tasks.policy[task] === taskPolicy.roundRobin) expireRoundRobin(core, task, processor);
  else expire(core, task, processor);
}

/** The tick at which the running task of a processor expires or is sent behind its equals; Infinity for none. */
export function nextDueTick(core: SchedulerCore, processor: number): number {
  const { tasks, queues, profile } = core;
  const task = queues.current[processor] as number;
  if (task === noTask || tasks.policy[task] === taskPolicy.fifo) return Number.POSITIVE_INFINITY;
  const charged = core.chargedTicks[processor] as number;
  const slice = tasks.slice[task] as number;
  if (profile.granularity === null || tasks.policy[task] !== taskPolicy.other || !core.isInteractive(task)) {
    return charged + slice;
  }
  const granularity = granularityTicks(profile, bonusOfTask(core, task), core.online);
  const used = (core.fullSlice(task) - slice) % granularity;
  const until = granularity - (used < 0 ? used + granularity : used);
  return charged + (slice - until >= granularity ? until : slice);
}
