import { microsecondNs, minuteNs } from './time.ts';

/** When the one timer drains all buckets next; null before the first error ever, which arms it. */
export type LeakTimer = number | null;

/** From one leak to the next: the window shared by as many errors as are allowed in it, a minute at least. */
export function leakPeriodNs({ limit, minutes }: { readonly limit: number; readonly minutes: number }): number {
  const microseconds = (BigInt(minutes) * 60_000_000n) / BigInt(limit);
  const periodNs = microseconds * BigInt(microsecondNs);
  // A window can be longer than any run: that is never.
  if (periodNs > BigInt(Number.MAX_SAFE_INTEGER)) return Number.MAX_SAFE_INTEGER;
  return Math.max(Number(periodNs), minuteNs);
}

/** A timer that would go off after the end of time never does. */
const instant = (atNs: number): number => Math.min(atNs, Number.MAX_SAFE_INTEGER);

/** How many leaks are due up to and including an instant, and when the next is. The first call arms the timer. */
export function leaksDue(timer: LeakTimer, periodNs: number, atNs: number): { leaks: number; next: number } {
  if (timer === null) return { leaks: 0, next: instant(atNs + periodNs) };
  if (timer > atNs) return { leaks: 0, next: timer };
  const leaks = Math.floor((atNs - timer) / periodNs) + 1;
  return { leaks, next: instant(timer + leaks * periodNs) };
}
