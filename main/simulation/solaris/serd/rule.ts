import { dayNs } from '../../../../shared/lib/time.ts';

/** An error that was counted: when it was trapped, and the event that reported it. */
export interface CountedError {
  readonly atNs: number;
  readonly seq: number;
}

/**
 * How errors get old. `list`: newer ones push them out, and once fired nothing counts (fmd, Solaris). `sliding`: the clock
 * takes them (rasdaemon's processors). `bucket`: after a full window, many at once (mcelog, rasdaemon's pages). `leaky`: a
 * timer for all buckets takes one of each (the kernel's memory modules).
 */
export type SerdForm = 'list' | 'sliding' | 'bucket' | 'leaky';

/** When errors are too many: above `limit` (the kernel, fmd) or at it (mcelog, rasdaemon), within `windowNs`. */
export interface SerdRule {
  readonly form: SerdForm;
  readonly fires: 'above' | 'at';
  readonly limit: number;
  readonly windowNs: number;
}

/** What has been counted so far. Plain data. */
export interface Serd {
  /** The errors that count, or that made it fire, oldest first; of buckets the newest eight at most. */
  readonly errors: readonly CountedError[];
  /** How many count. */
  readonly count: number;
  /** From when the bucket's period runs; null for the other forms, and before the first error. */
  readonly sinceNs: number | null;
  /** Whether the newest error made them too many. A list stays so until it is reset or released. */
  readonly fired: boolean;
}

export const emptySerd: Serd = { errors: [], count: 0, sinceNs: null, fired: false };

/** More than two errors of the L2 cache in 24 hours: what Solaris 8 and 9 allow a processor. */
export const processorRule: SerdRule = { form: 'list', fires: 'above', limit: 2, windowNs: dayNs };

/** The number of errors that makes it fire. */
export const neededBy = ({ fires, limit }: SerdRule): number => (fires === 'above' ? limit + 1 : limit);

/** `to` - `from` as the unsigned 64-bit difference that fmd takes: a step back is an enormous span. */
export const spanNs = (fromNs: number, toNs: number): number => (toNs >= fromNs ? toNs - fromNs : Number.MAX_VALUE);

/** As many causes as an event of the log has. */
const mostCauses = 8;

/** Of the errors of a bucket that holds `count`, those that it remembers. */
export const remembered = (errors: readonly CountedError[], count: number): readonly CountedError[] =>
  errors.length <= Math.min(count, mostCauses) ? errors : errors.slice(errors.length - Math.min(count, mostCauses));
