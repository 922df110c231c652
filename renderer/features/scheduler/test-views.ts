import type { ScheduledProcessor, ScheduledTask, SchedulerView } from '../../../shared/model/scheduler-views.ts';

/** A task that sleeps, but for what a test says of it. */
export const task = (about: Partial<ScheduledTask>): ScheduledTask => ({
  ...{ task: 0, pid: 100, name: 'java', state: 'sleeping', policy: 'other', kernel: false },
  ...{ nice: 0, staticPriority: 120, priority: 120, bonus: 0, interactive: false, slice: 50, fullSlice: 102 },
  ...{ sleepAverage: 5_000, mostSleepAverage: 10_000, processor: 64, boundTo: null, ranNs: 0, waits: [] },
  ...about,
});

/** A processor that idles, but for what a test says of it. */
export const processor = (about: Partial<ScheduledProcessor>): ScheduledProcessor => ({
  ...{ processor: 64, onLine: true, runs: null, queued: 0, active: [], expired: [], expiredSinceNs: null },
  ...{ switches: 0, swaps: 0, busyNs: 0 },
  ...about,
});

/** A host that is up, without anything on it, but for what a test says of it. */
export const view = (about: Partial<SchedulerView>): SchedulerView => ({
  ...{ host: 'sf15k-domc', atNs: 1_000_000_000, up: true, profile: 'seed-10s', tickNs: 1_000_000, load: [0, 0, 0] },
  ...{ processors: [], tasks: [], moves: [] },
  ...about,
});

/** A task that has waited since `fromNs`. */
export const waitingTask = (number: number, fromNs: number, about: Partial<ScheduledTask> = {}): ScheduledTask =>
  task({
    ...{ task: number, pid: 100 + number, state: 'runnable' },
    waits: [{ fromNs, toNs: null, processor: 64, reason: 'woken', behind: null, why: 'it woke while nobody ran' }],
    ...about,
  });
