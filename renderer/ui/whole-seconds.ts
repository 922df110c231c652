import { secondNs } from '../../shared/lib/time.ts';

/** A time span cut to seconds, never below zero: fractions of something that runs would only flicker. */
export function wholeSeconds(durationNs: number): number {
  return Math.max(0, Math.floor(durationNs / secondNs)) * secondNs;
}
