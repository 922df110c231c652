import { bonusOf, mostBonus } from './priorities.ts';
import type { SchedulerCore } from './scheduler-core.ts';

/** Known as interactive by many long sleeps. */
function hasHighCredit({ profile, tasks }: SchedulerCore, task: number): boolean {
  return profile.creditLimit !== null && (tasks.credit[task] as number) > profile.creditLimit;
}

/** Known as a hog. */
function hasLowCredit({ profile, tasks }: SchedulerCore, task: number): boolean {
  return profile.creditLimit !== null && (tasks.credit[task] as number) < -profile.creditLimit;
}

const changeCredit = ({ profile, tasks }: SchedulerCore, task: number, by: number): void => {
  if (profile.creditLimit !== null) tasks.credit[task] = (tasks.credit[task] as number) + by;
};

/** 0 to 10, as a task's sleep average stands. */
export const bonusOfTask = (core: SchedulerCore, task: number): number =>
  bonusOf(core.profile, core.sleepAverageTicks(task));

/** The ticks that a task slept, as 2.5.7x counts them: without the one in which it left. */
export function creditSleepTicks(core: SchedulerCore, task: number): void {
  const { tasks, profile } = core;
  const slept = core.ticks - (tasks.lastRun[task] as number) - 1;
  if (slept <= 0) return;
  const before = tasks.sleepAverage[task] as number;
  const average = Math.min(before + slept, profile.maximumSleepAverage);
  // At the maximum the priority is not reckoned again.
  if (average === before) return;
  tasks.sleepAverage[task] = average;
  tasks.priority[task] = core.effectivePriority(task);
}

/** The sleep up to `untilNs`, as 2.6.0 and later count it, and the priority that follows. */
export function creditSleepNs(core: SchedulerCore, task: number, untilNs: number): void {
  const { tasks } = core;
  const sleptNs = Math.min(untilNs - (tasks.sinceNs[task] as number), core.longestSleepNs);
  if (sleptNs > 0) {
    const isUser = tasks.kernel[task] === 0;
    if (isUser && tasks.activated[task] !== -1 && sleptNs > core.interactiveSleepNs(task)) {
      tasks.sleepAverage[task] = core.longSleepNs;
      if (!hasHighCredit(core, task)) changeCredit(core, task, 1);
    } else {
      addSleep(core, task, sleptNs, isUser);
    }
  }
  tasks.priority[task] = core.effectivePriority(task);
}

function addSleep(core: SchedulerCore, task: number, sleptNs: number, isUser: boolean): void {
  const { tasks, profile } = core;
  const steps = Math.max(mostBonus(profile) - bonusOfTask(core, task), 1);
  const before = tasks.sleepAverage[task] as number;
  const interactiveNs = core.interactiveSleepNs(task);
  let creditedNs = sleptNs * steps;
  if (hasLowCredit(core, task)) creditedNs = Math.min(creditedNs, core.fullSlice(task) * core.tickNs);
  // Who waits for a disk is not taken for interactive by that alone.
  if (tasks.activated[task] === -1 && !hasHighCredit(core, task) && isUser) {
    if (before >= interactiveNs) {
      creditedNs = 0;
    } else if (before + creditedNs >= interactiveNs) {
      tasks.sleepAverage[task] = interactiveNs;
      return;
    }
  }
  const average = before + creditedNs;
  tasks.sleepAverage[task] = Math.min(average, core.longestSleepNs);
  if (average > core.longestSleepNs && !hasHighCredit(core, task)) changeCredit(core, task, 1);
}

/** What a run up to now costs its task, as 2.6.0 and later reckon it. */
export function runChargeNs(core: SchedulerCore, task: number): number {
  const runNs = Math.min(core.nowNs - (core.tasks.sinceNs[task] as number), core.longestSleepNs);
  const isCheaper = core.profile.runCharge === 'bonus' || hasHighCredit(core, task);
  return isCheaper ? Math.floor(runNs / Math.max(bonusOfTask(core, task), 1)) : runNs;
}

/** Takes a run's charge off the sleep average of who ran. */
export function chargeRun(core: SchedulerCore, task: number, chargeNs: number): void {
  const { tasks } = core;
  const left = (tasks.sleepAverage[task] as number) - chargeNs;
  tasks.sleepAverage[task] = Math.max(0, left);
  if (left <= 0 && !hasHighCredit(core, task) && !hasLowCredit(core, task)) changeCredit(core, task, -1);
}
