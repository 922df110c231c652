import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addNs,
  dateOfEpochDay,
  epochDayOf,
  formatIso,
  formatSyslogTime,
  nsBetween,
  parseInstant,
  parseSyslogTime,
} from './civil-time.ts';

const instantArbitrary = fc.record({
  epochSeconds: fc.integer({ min: -60_000_000_000, max: 250_000_000_000 }),
  nanoseconds: fc.integer({ min: 0, max: 999_999_999 }),
});

describe('civil time', () => {
  it('agrees with the calendar of the platform', () => {
    fc.assert(
      fc.property(instantArbitrary, (instant) => {
        const judge = new Date(instant.epochSeconds * 1000);
        judge.setUTCMilliseconds(Math.floor(instant.nanoseconds / 1_000_000));
        expect(formatIso(instant)).toBe(judge.toISOString());
        expect(formatSyslogTime(instant)).toBe(
          `${judge.toUTCString().slice(8, 11)} ${String(judge.getUTCDate()).padStart(2)} ${judge.toISOString().slice(11, 19)}`,
        );
      }),
    );
  });

  it('counts days as the platform does, over every century rule', () => {
    for (let epochDay = -719_162; epochDay < 200_000; epochDay += 13) {
      const date = dateOfEpochDay(epochDay);
      const judge = new Date(epochDay * 86_400_000);
      expect([date.year, date.month, date.day]).toEqual([
        judge.getUTCFullYear(),
        judge.getUTCMonth() + 1,
        judge.getUTCDate(),
      ]);
      expect(epochDayOf(date)).toBe(epochDay);
    }
  });

  it('reads back what it wrote, to the nanosecond', () => {
    fc.assert(
      fc.property(instantArbitrary, (instant) => {
        expect(parseInstant(formatIso(instant, 9))).toEqual(instant);
      }),
    );
  });

  it('reads an instant with no or few decimals', () => {
    expect(parseInstant('2003-10-23T11:20:49.5Z')).toEqual({ epochSeconds: 1_066_908_049, nanoseconds: 500_000_000 });
    expect(parseInstant('2003-10-23T11:20:49Z')).toEqual({ epochSeconds: 1_066_908_049, nanoseconds: 0 });
  });

  it.each([
    '2003-10-23',
    '2003-02-29T00:00:00Z',
    '2003-13-01T00:00:00Z',
    '2003-10-00T00:00:00Z',
    '2003-10-23T24:00:00Z',
    '2003-10-23T11:60:00Z',
    '2003-10-23T11:20:60Z',
    '2003-10-23T11:20:49+01:00',
    '2003-10-23T11:20:49.1234567890Z',
  ])('refuses %s', (text) => expect(parseInstant(text)).toBeNull());

  it('adds and subtracts nanoseconds across seconds and days', () => {
    const start = { epochSeconds: 1_066_953_599, nanoseconds: 999_999_999 };
    expect(formatIso(start, 9)).toBe('2003-10-23T23:59:59.999999999Z');
    expect(formatIso(addNs(start, 1), 9)).toBe('2003-10-24T00:00:00.000000000Z');
    expect(formatIso(addNs(start, -86_400_000_000_000), 0)).toBe('2003-10-22T23:59:59Z');
    fc.assert(
      fc.property(
        instantArbitrary,
        fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 }),
        (from, durationNs) => {
          expect(nsBetween(from, addNs(from, durationNs))).toBe(durationNs);
        },
      ),
    );
  });

  it('reads and writes the times of a messages file', () => {
    expect(parseSyslogTime('Oct 23 11:37:05', 2003)).toEqual(parseInstant('2003-10-23T11:37:05Z'));
    expect(formatSyslogTime({ epochSeconds: 1_065_139_200, nanoseconds: 0 })).toBe('Oct  3 00:00:00');
    expect(parseSyslogTime('Oct  3 00:00:00', 2003)?.epochSeconds).toBe(1_065_139_200);
    expect(parseSyslogTime('Feb 29 00:00:00', 2004)).not.toBeNull();
    for (const text of ['Feb 29 00:00:00', 'Okt 23 11:37:05', 'Oct 32 11:37:05', 'Oct 3 11:37:05', 'Oct 23 11:37']) {
      expect(parseSyslogTime(text, 2003)).toBeNull();
    }
  });
});
