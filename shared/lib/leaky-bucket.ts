import { leakPeriodNs } from './leak-timer.ts';
import { minuteNs } from './time.ts';

/** A memory module's leaky bucket as it was when the kernel last counted an error in it. */
export interface CountedBucket {
  readonly count: number;
  /** Null where none has been counted since boot. */
  readonly countedAtNs: number | null;
  readonly limit: number;
  readonly windowNs: number;
}

const periodOf = ({ limit, windowNs }: CountedBucket): number =>
  leakPeriodNs({ limit: Math.max(1, limit), minutes: Math.round(windowNs / minuteNs) });

/** The next leak after an instant; `sinceNs` is when the timer was armed. */
export function nextLeakNs(bucket: CountedBucket, sinceNs: number, atNs: number): number {
  const periodNs = periodOf(bucket);
  return sinceNs + (Math.floor((atNs - sinceNs) / periodNs) + 1) * periodNs;
}

/** The errors that a bucket holds at an instant; `sinceNs` is when the timer was armed that drains all buckets. */
export function bucketAt(bucket: CountedBucket, sinceNs: number | null, atNs: number): number {
  if (bucket.countedAtNs === null || sinceNs === null) return bucket.count;
  const periodNs = periodOf(bucket);
  const leaksUntil = (untilNs: number): number => Math.floor((untilNs - sinceNs) / periodNs);
  return Math.max(0, bucket.count - (leaksUntil(atNs) - leaksUntil(bucket.countedAtNs)));
}
