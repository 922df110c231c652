import { type CountedError, neededBy, remembered, type Serd, type SerdRule } from './rule.ts';

/** What has aged away of a bucket at an instant: nothing within its period, then so many a period as are needed. */
function aged(rule: SerdRule, { count, sinceNs }: Serd, atNs: number): { count: number; sinceNs: number } {
  if (sinceNs === null) return { count, sinceNs: atNs };
  const elapsedNs = atNs - sinceNs;
  if (elapsedNs < rule.windowNs) return { count, sinceNs };
  const gone = Math.floor((elapsedNs / rule.windowNs) * neededBy(rule));
  return { count: Math.max(0, count - gone), sinceNs: atNs };
}

/** Counts an error in a bucket that ages period by period. Having fired it is empty, and its period goes on. */
export function recordInBucket(rule: SerdRule, serd: Serd, error: CountedError): Serd {
  const { count: left, sinceNs } = aged(rule, serd, error.atNs);
  const count = left + 1;
  const errors = remembered([...serd.errors, error], count);
  const fired = count >= neededBy(rule);
  return { errors, count: fired ? 0 : count, sinceNs, fired };
}

/** The counter of a leaky bucket has 16 bits: one that would never overflow its limit goes back to 0. */
const leakyMask = 0xffff;

/** Counts an error in a leaky bucket. One that fires keeps the error; who handles it lets one leak. */
export function recordInLeaky(rule: SerdRule, serd: Serd, error: CountedError): Serd {
  const count = (serd.count + 1) & leakyMask;
  return {
    errors: remembered([...serd.errors, error], count),
    count,
    sinceNs: null,
    fired: count >= neededBy(rule),
  };
}

/** Lets `leaks` errors leak out of a bucket, the oldest first. */
export function drain(serd: Serd, leaks: number): Serd {
  const count = Math.max(0, serd.count - leaks);
  return { errors: remembered(serd.errors, count), count, sinceNs: null, fired: false };
}
