import type { SchedulerProfile } from './profiles.ts';

/** Priorities below this are real-time; lower numbers are better. */
const realTimePriorities = 100;
/** Priorities 0 to 139; the idle task has this one, worse than all. */
export const priorityCount = 140;
const userPriorities = 40;

/** 120 + nice: 100 to 139. */
export const staticPriorityOf = (nice: number): number => 120 + nice;
const niceOf = (staticPriority: number): number => staticPriority - 120;

/** Ticks that a task of this static priority may run before it expires. */
export function sliceOf(profile: SchedulerProfile, staticPriority: number): number {
  const { minimumSlice, maximumSlice, defaultSlice } = profile;
  if (maximumSlice !== null) {
    const steps = priorityCount - 1 - staticPriority;
    return minimumSlice + Math.trunc(((maximumSlice - minimumSlice) * steps) / (userPriorities - 1));
  }
  const base = defaultSlice ?? minimumSlice;
  const scaled = staticPriority < 120 ? 4 * base : base;
  return Math.max(Math.trunc((scaled * (priorityCount - staticPriority)) / (userPriorities / 2)), minimumSlice);
}

/** The steps of bonus between a pure hog and one that always sleeps. */
export const mostBonus = (profile: SchedulerProfile): number => Math.trunc((userPriorities * profile.bonusRatio) / 100);

/** 0 to `mostBonus`; reached only at exactly the highest sleep average, which is given in ticks. */
export const bonusOf = (profile: SchedulerProfile, sleepAverageTicks: number): number =>
  Math.trunc((sleepAverageTicks * mostBonus(profile)) / profile.maximumSleepAverage);

/** The dynamic priority of a task that is not real-time. */
export function effectivePriority(
  profile: SchedulerProfile,
  staticPriority: number,
  sleepAverageTicks: number,
): number {
  const bonus = bonusOf(profile, sleepAverageTicks) - Math.trunc(mostBonus(profile) / 2);
  return Math.min(Math.max(staticPriority - bonus, realTimePriorities), priorityCount - 1);
}

/** How much better than its static priority a task must be to be taken for interactive. */
export const interactiveDelta = (profile: SchedulerProfile, staticPriority: number): number =>
  Math.trunc((niceOf(staticPriority) * mostBonus(profile)) / userPriorities) + profile.interactiveDelta;

export const isInteractive = (profile: SchedulerProfile, staticPriority: number, priority: number): boolean =>
  priority <= staticPriority - interactiveDelta(profile, staticPriority);

/** Ticks of sleep that count as a long one. Above the highest sleep average nothing does. */
export const interactiveSleepTicks = (profile: SchedulerProfile, staticPriority: number): number => {
  const steps = Math.trunc(mostBonus(profile) / 2) + interactiveDelta(profile, staticPriority) + 1;
  return Math.trunc((profile.maximumSleepAverage * steps) / mostBonus(profile)) - 1;
};

/** After so many ticks an interactive task goes behind its equals; 0 where there is no such rule. */
export function granularityTicks(profile: SchedulerProfile, bonus: number, processors: number): number {
  if (profile.granularity === null) return 0;
  const doublings = Math.max(mostBonus(profile) - bonus, 1) - 1;
  return profile.granularity * (1 << doublings) * processors;
}
