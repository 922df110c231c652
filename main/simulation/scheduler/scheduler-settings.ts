import { assertPresent } from '../../../shared/lib/assert.ts';
import { tunables } from '../../../shared/model/tunables.ts';
import { type SchedulerProfile, schedulerProfiles } from './profiles.ts';

/** Kernel variables of the module `sched` that stand for a number of the profile. */
const numbers: Readonly<Record<string, keyof SchedulerProfile>> = {
  min_timeslice: 'minimumSlice',
  max_timeslice: 'maximumSlice',
  max_sleep_avg: 'maximumSleepAverage',
  starvation_limit: 'starvationLimit',
  child_penalty: 'childPenalty',
  parent_penalty: 'parentPenalty',
  exit_weight: 'exitWeight',
  interactive_delta: 'interactiveDelta',
  prio_bonus_ratio: 'bonusRatio',
  busy_rebalance: 'busyBalance',
  cache_decay: 'cacheDecay',
};

/** A value within the range of its variable: what does not make sense would stop the host. */
function withinRange(name: string, value: bigint): number {
  const range = assertPresent(
    tunables.find((each) => each.module === 'sched' && each.name === name)?.range,
    'every variable of the scheduler has a range',
  );
  return Math.min(Math.max(Number(value), Number(range.lowest)), Number(range.highest));
}

/**
 * The profile that a kernel has booted with: `setTo` answers what its file has set a variable to, null where it has
 * not. A profile's own numbers stand where the file says nothing.
 */
export function schedulerSettings(setTo: (name: string) => bigint | null): SchedulerProfile {
  const asked = setTo('sched:profile') ?? 0n;
  const profile = assertPresent(schedulerProfiles[withinRange('profile', asked)], 'a profile of that number');
  const changes: Record<string, number> = {};
  for (const [name, field] of Object.entries(numbers)) {
    const value = setTo(`sched:${name}`);
    // The later slices have no maximum: they follow from the default one.
    if (value !== null && profile[field] !== null) changes[field] = withinRange(name, value);
  }
  const changed: SchedulerProfile = { ...profile, ...changes };
  const { minimumSlice, maximumSlice } = changed;
  return maximumSlice === null ? changed : { ...changed, maximumSlice: Math.max(minimumSlice, maximumSlice) };
}
