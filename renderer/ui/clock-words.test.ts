import { describe, expect, test } from 'vitest';
import { dayNs, hourNs, secondNs } from '../../shared/lib/time.ts';
import { lastMidnightNs, shortDay, syslogTime } from './clock-words.ts';
import { formatClock } from './scenario-clock.ts';

const clock = { startsAt: '2003-10-03T21:37:05.500Z', zone: 'UTC' };

describe('instants in words', () => {
  test('are written as syslog does, with the day two characters wide', () => {
    expect(syslogTime(clock, 0)).toBe('Oct  3 21:37:05');
    expect(syslogTime({ ...clock, startsAt: '2003-09-23T11:37:05Z' }, 0)).toBe('Sep 23 11:37:05');
    expect(syslogTime({ ...clock, zone: 'Asia/Tokyo' }, 0)).toBe('Oct  4 06:37:05');
  });

  test('the last midnight is at 0:00 of the same day, a whole day away from the next', () => {
    const midnightNs = lastMidnightNs(clock, 3 * hourNs);
    expect(formatClock(clock, midnightNs)).toBe('00:00:00');
    expect(shortDay(clock, midnightNs)).toBe('Sat 4');
    expect(formatClock(clock, midnightNs - secondNs)).toBe('23:59:59');
    expect(lastMidnightNs(clock, 3 * hourNs + dayNs)).toBe(midnightNs + dayNs);
  });
});
