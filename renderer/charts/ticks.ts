import { dayNs, hourNs, minuteNs, secondNs } from '../../shared/lib/time.ts';

const stepsNs = [
  secondNs,
  5 * secondNs,
  10 * secondNs,
  30 * secondNs,
  minuteNs,
  2 * minuteNs,
  5 * minuteNs,
  10 * minuteNs,
  15 * minuteNs,
  30 * minuteNs,
  hourNs,
  2 * hourNs,
  3 * hourNs,
  6 * hourNs,
  12 * hourNs,
  dayNs,
  2 * dayNs,
  7 * dayNs,
  14 * dayNs,
] as const;

/** The smallest round step that puts at most `limit` ticks into `spanNs`. */
export function tickStepNs(spanNs: number, limit: number): number {
  return stepsNs.find((stepNs) => spanNs / stepNs <= limit) ?? stepsNs[stepsNs.length - 1] ?? dayNs;
}

/**
 * Instants from `fromNs` to `toNs`, inclusive, at round multiples of the step counted from `originNs`: pass the
 * midnight of the drill's zone to get round civil times, the first error to get round durations.
 */
export function ticksBetween(fromNs: number, toNs: number, originNs: number, limit: number): number[] {
  const stepNs = tickStepNs(Math.max(toNs - fromNs, 1), limit);
  const ticks: number[] = [];
  for (let n = Math.ceil((fromNs - originNs) / stepNs); originNs + n * stepNs <= toNs; n += 1) {
    ticks.push(originNs + n * stepNs);
  }
  return ticks;
}
