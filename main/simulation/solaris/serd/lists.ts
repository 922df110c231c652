import { type CountedError, neededBy, type Serd, type SerdRule, spanNs } from './rule.ts';

/** Counts an error in a list: old ones leave when newer ones push them out, not by the clock. */
export function recordInList(rule: SerdRule, serd: Serd, error: CountedError): Serd {
  const needed = neededBy(rule);
  const kept = serd.errors.length < needed ? serd.errors : serd.errors.slice(serd.errors.length - needed + 1);
  const errors = [...kept, error];
  const oldest = errors[0] ?? error;
  const fired = errors.length >= needed && spanNs(oldest.atNs, error.atNs) <= rule.windowNs;
  return { errors, count: errors.length, sinceNs: null, fired };
}

/**
 * Counts an error in a window that slides. Those beyond what is needed are not kept: they would only say once more that
 * there are too many.
 */
export function recordInWindow(rule: SerdRule, serd: Serd, error: CountedError): Serd {
  const needed = neededBy(rule);
  const recent = [...serd.errors, error].filter(({ atNs }) => spanNs(atNs, error.atNs) <= rule.windowNs);
  const errors = recent.slice(Math.max(0, recent.length - needed));
  return { errors, count: errors.length, sinceNs: null, fired: errors.length >= needed };
}

/** Drops from the front of a list the errors that can no longer count: older than the window before the newest. */
export function collect({ windowNs }: SerdRule, serd: Serd): Serd {
  const newest = serd.errors.at(-1);
  if (serd.fired || newest === undefined) return serd;
  const first = serd.errors.findIndex(({ atNs }) => spanNs(atNs, newest.atNs) <= windowNs);
  if (first === 0) return serd;
  const errors = serd.errors.slice(first);
  return { ...serd, errors, count: errors.length };
}
