import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNs, hourNs, minuteNs, secondNs } from '../../shared/lib/time.ts';
import { tickStepNs, ticksBetween } from './ticks.ts';

describe('ticks of a time axis', () => {
  test('steps are those that people count in', () => {
    expect(tickStepNs(12 * minuteNs, 8)).toBe(2 * minuteNs);
    expect(tickStepNs(7 * dayNs, 8)).toBe(dayNs);
    expect(tickStepNs(20 * secondNs, 8)).toBe(5 * secondNs);
  });

  test('lie inside the axis, on the origin’s grid, and are few', () => {
    const span = fc.integer({ min: 1, max: 90 }).map((days) => days * dayNs);
    fc.assert(
      fc.property(fc.nat(1_000_000), span, fc.nat(86_400), (fromSeconds, spanNs, originSeconds) => {
        const fromNs = fromSeconds * secondNs;
        const toNs = fromNs + spanNs;
        const originNs = originSeconds * secondNs;
        const ticks = ticksBetween(fromNs, toNs, originNs, 8);
        const stepNs = tickStepNs(spanNs, 8);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(9);
        for (const tickNs of ticks) {
          expect(tickNs).toBeGreaterThanOrEqual(fromNs);
          expect(tickNs).toBeLessThanOrEqual(toNs);
          expect(Math.abs((tickNs - originNs) % stepNs)).toBe(0);
        }
      }),
    );
  });

  test('an origin inside the axis is a tick', () => {
    expect(ticksBetween(0, 10 * hourNs, 3 * hourNs, 10)).toContain(3 * hourNs);
  });
});
