import { dayNs } from '../../../shared/lib/time.ts';

/** An error that was counted: when it was trapped, and the event that reported it. */
export interface CountedError {
  readonly atNs: number;
  readonly seq: number;
}

/** Soft error rate discrimination: more than `limit` errors within `windowNs` are too many. Oldest error first. */
export interface Serd {
  readonly limit: number;
  readonly windowNs: number;
  readonly errors: readonly CountedError[];
  /** Once fired it counts nothing until it is reset or released. */
  readonly fired: boolean;
}

/** More than two errors in 24 hours. */
export const emptySerd: Serd = { limit: 2, windowNs: dayNs, errors: [], fired: false };

/** `to` - `from` as the unsigned 64-bit difference that Solaris takes: a step back is an enormous span. */
const spanNs = (fromNs: number, toNs: number): number => (toNs >= fromNs ? toNs - fromNs : Number.MAX_VALUE);

/** Counts one error. It fires on the error that makes more than `limit` within the window, the window's end included. */
export function record(serd: Serd, error: CountedError): Serd {
  if (serd.fired) return serd;
  // Old errors leave by being pushed out, not by the clock.
  const kept = serd.errors.slice(Math.max(0, serd.errors.length - serd.limit));
  const errors = [...kept, error];
  const oldest = errors[0] ?? error;
  const fired = errors.length > serd.limit && spanNs(oldest.atNs, error.atNs) <= serd.windowNs;
  return { ...serd, errors, fired };
}

/** Drops from the front the errors that can no longer count: older than the window before the newest. */
export function collect(serd: Serd): Serd {
  const newest = serd.errors.at(-1);
  if (serd.fired || newest === undefined) return serd;
  const first = serd.errors.findIndex(({ atNs }) => spanNs(atNs, newest.atNs) <= serd.windowNs);
  return { ...serd, errors: serd.errors.slice(first) };
}

/** Lets it count again with the errors that it holds: the processor stays eligible after giving up. */
export const release = (serd: Serd): Serd => ({ ...serd, fired: false });

/** Forgets everything. */
export const reset = (serd: Serd): Serd => ({ ...serd, errors: [], fired: false });
