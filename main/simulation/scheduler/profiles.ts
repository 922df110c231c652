/** How the load balancer reckons: the two flat ones, or none. */
type BalancerRules = '2.5.7x' | '2.6.0' | null;

/** The numbers and rules in which versions of the scheduler differ. Lengths are in ticks of 1 / `hz` seconds. */
export interface SchedulerProfile {
  readonly name: string;
  readonly hz: number;
  /** What a sleep average counts: whole ticks (2.5.7x) or nanoseconds (2.6.0 on). */
  readonly family: 'tick' | 'ns';
  readonly minimumSlice: number;
  /** The longest slice of the linear scale; null where `defaultSlice` makes the scale. */
  readonly maximumSlice: number | null;
  readonly defaultSlice: number | null;
  /** A long sleep lifts the sleep average to the maximum without this. */
  readonly averageSlice: number;
  readonly maximumSleepAverage: number;
  readonly starvationLimit: number;
  /** Per cent of its parent's sleep average that a child starts with, and that the parent keeps. */
  readonly childPenalty: number;
  readonly parentPenalty: number;
  readonly exitWeight: number;
  readonly interactiveDelta: number;
  /** Per cent of the forty priorities over which bonus and penalty spread. */
  readonly bonusRatio: number;
  /** After so many ticks, doubled for each step of bonus missing, an interactive task lets others go; null for never. */
  readonly granularity: number | null;
  readonly requeueRecalculates: boolean;
  /** Per cent of the wait on a run queue that counts as sleep. */
  readonly runQueueWeight: number;
  /** Beyond this many long sleeps a task is known as interactive, below as many as none; null where nobody counts. */
  readonly creditLimit: number | null;
  /** Whether run time is charged by the bonus: only to those known as interactive, or always. */
  readonly runCharge: 'credit' | 'bonus';
  readonly realTimeCredit: boolean;
  readonly bestExpired: boolean;
  /** A nice value drops the bonus and reschedules only who runs, or anybody who gets better. */
  readonly niceStyle: 'reset' | 'delta';
  /** Whether a sync wake-up on the same processor counts the sleep. */
  readonly syncWake: 'raw' | 'activate';
  /** How much slice a parent can hold when a child gives its back: the longest slice, or the child's. */
  readonly exitClamp: 'maximum' | 'child';
  readonly balancer: BalancerRules;
  readonly busyBalance: number;
  readonly cacheDecay: number;
}

const seed: SchedulerProfile = {
  name: 'seed-10s',
  hz: 1000,
  family: 'tick',
  minimumSlice: 10,
  maximumSlice: 200,
  defaultSlice: null,
  averageSlice: 102,
  maximumSleepAverage: 10_000,
  starvationLimit: 10_000,
  childPenalty: 50,
  parentPenalty: 100,
  exitWeight: 3,
  interactiveDelta: 2,
  bonusRatio: 25,
  granularity: null,
  requeueRecalculates: false,
  runQueueWeight: 0,
  creditLimit: null,
  runCharge: 'bonus',
  realTimeCredit: false,
  bestExpired: false,
  niceStyle: 'reset',
  syncWake: 'raw',
  exitClamp: 'maximum',
  balancer: '2.5.7x',
  busyBalance: 200,
  cacheDecay: 2,
};

const linux260: SchedulerProfile = {
  ...seed,
  name: 'linux-2.6.0',
  family: 'ns',
  maximumSleepAverage: 1020,
  starvationLimit: 1020,
  childPenalty: 95,
  granularity: 10,
  requeueRecalculates: true,
  runQueueWeight: 30,
  creditLimit: 100,
  runCharge: 'credit',
  realTimeCredit: true,
  niceStyle: 'delta',
  balancer: '2.6.0',
};

const linux268: SchedulerProfile = {
  ...linux260,
  name: 'linux-2.6.8',
  realTimeCredit: false,
  bestExpired: true,
  syncWake: 'activate',
  balancer: null,
};

const linux2611: SchedulerProfile = {
  ...linux268,
  name: 'linux-2.6.11',
  minimumSlice: 5,
  maximumSlice: null,
  defaultSlice: 100,
  averageSlice: 100,
  maximumSleepAverage: 1000,
  starvationLimit: 1000,
  requeueRecalculates: false,
  creditLimit: null,
  runCharge: 'bonus',
  exitClamp: 'child',
};

/** The profiles that a workload or a host can name. `seed-10s` is the default. */
export const schedulerProfiles: readonly SchedulerProfile[] = [
  seed,
  { ...seed, name: 'seed-10ms', maximumSleepAverage: 10 },
  linux260,
  linux268,
  linux2611,
];

/** Profiles that exist for their tables only: no trace was recorded with them. */
export const tableProfiles: readonly SchedulerProfile[] = [
  {
    ...seed,
    name: 'seed-10s-hz100',
    hz: 100,
    minimumSlice: 1,
    maximumSlice: 20,
    averageSlice: 10,
    maximumSleepAverage: 1000,
    starvationLimit: 1000,
    busyBalance: 20,
  },
  {
    ...linux268,
    name: 'linux-2.6.9',
    minimumSlice: 5,
    maximumSlice: null,
    defaultSlice: 100,
    averageSlice: 100,
    maximumSleepAverage: 1000,
    starvationLimit: 1000,
    granularity: 5,
    exitClamp: 'child',
  },
];
