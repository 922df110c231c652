import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, humanDuration, parseDuration } from './duration.ts';

describe('durations', () => {
  it.each([
    ['30s', 30_000_000_000],
    ['5m', 300_000_000_000],
    ['1m30s', 90_000_000_000],
    ['7d', 604_800_000_000_000],
    ['1.5ms', 1_500_000],
    ['975.619533552s', 975_619_533_552],
    ['0.1us', 100],
    ['12ns', 12],
    ['100d', 8_640_000_000_000_000],
  ])('reads %s', (text, expectedNs) => expect(parseDuration(text)).toBe(expectedNs));

  it.each(['', '5', 's', '-5s', '5 s', '1,5s', '0.5ns', '0.0000000001s', '200d', '1e3s', '5x'])(
    'refuses "%s"',
    (text) => expect(parseDuration(text)).toBeNull(),
  );

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8_640_000_000_000_000 }), (durationNs) => {
        expect(parseDuration(formatDuration(durationNs))).toBe(durationNs);
      }),
    );
    expect(formatDuration(90_000_000_000)).toBe('1m30s');
    expect(formatDuration(0)).toBe('0s');
    expect(formatDuration(1_080_000_000)).toBe('1s80ms');
  });

  it.each([
    [0, '0 s'],
    [900, '0.9 µs'],
    [14_999_999, '14 ms'],
    [5_080_000_000, '5.08 s'],
    [59_999_999_999, '59.99 s'],
    [131_000_000_000, '2 min 11 s'],
    [300_000_000_000, '5 min'],
    [3_900_000_000_000, '1 h 5 min'],
    [3_601_000_000_000, '1 h'],
    [604_800_000_000_000, '7 d'],
    [-62_000_000_000, '-1 min 2 s'],
  ])('says %d ns as "%s"', (durationNs, expected) => expect(humanDuration(durationNs)).toBe(expected));
});
