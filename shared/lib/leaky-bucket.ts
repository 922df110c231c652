import { microsecondNs, minuteNs } from './time.ts';

/** A memory module's leaky bucket as it was when the kernel last counted an error in it. */
export interface CountedBucket {
  readonly count: number;
  /** Null where none has been counted since boot. */
  readonly countedAtNs: number | null;
  readonly limit: number;
  readonly windowNs: number;
}

/** From one leak to the next: the window shared by as many errors as are allowed in it, a minute at least. */
const leakPeriodNs = ({ limit, windowNs }: Pick<CountedBucket, 'limit' | 'windowNs'>): number =>
  Math.max(Math.floor(windowNs / microsecondNs / Math.max(1, limit)) * microsecondNs, minuteNs);

/** The next leak after an instant; `sinceNs` is when the timer was armed. */
export function nextLeakNs(bucket: CountedBucket, sinceNs: number, atNs: number): number {
  const periodNs = leakPeriodNs(bucket);
  return sinceNs + (Math.floor((atNs - sinceNs) / periodNs) + 1) * periodNs;
}

/** The errors that a bucket holds at an instant; `sinceNs` is when the timer was armed that drains all buckets. */
export function bucketAt(bucket: CountedBucket, sinceNs: number | null, atNs: number): number {
  if (bucket.countedAtNs === null || sinceNs === null) return bucket.count;
  const periodNs = leakPeriodNs(bucket);
  const leaksUntil = (untilNs: number): number => Math.floor((untilNs - sinceNs) / periodNs);
  return Math.max(0, bucket.count - (leaksUntil(atNs) - leaksUntil(bucket.countedAtNs)));
}
