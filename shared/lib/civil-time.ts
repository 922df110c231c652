import { assert } from './assert.ts';
import { secondNs } from './time.ts';

/**
 * A point of civil time in UTC. Nanoseconds since 1970 do not fit a double exactly, so that whole seconds and the
 * nanoseconds inside the second (0 to 999,999,999) are kept apart.
 */
export interface Instant {
  readonly epochSeconds: number;
  readonly nanoseconds: number;
}

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const daySeconds = 86_400;
const monthNames: readonly string[] = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days of a month, 1 to 12, of the Gregorian calendar. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days from 1970-01-01 to a date of the Gregorian calendar, negative before. */
export function epochDayOf({ year, month, day }: CivilDate): number {
  // Years are counted from March, so that the leap day is the last of its year.
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date that lies `epochDay` days after 1970-01-01. */
export function dateOfEpochDay(epochDay: number): CivilDate {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

const isClockTime = (hour: number, minute: number, second: number): boolean => hour < 24 && minute < 60 && second < 60;

const isDate = ({ year, month, day }: CivilDate): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

/** The instant of an ISO 8601 text in UTC with up to nine decimals, such as `2003-10-23T11:37:05.5Z`; null if it is none. */
export function parseInstant(text: string): Instant | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?Z$/.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (!isDate({ year, month, day }) || !isClockTime(hour, minute, second)) return null;
  return {
    epochSeconds: epochDayOf({ year, month, day }) * daySeconds + hour * 3600 + minute * 60 + second,
    nanoseconds: Number((match[7] ?? '').padEnd(9, '0')),
  };
}

/** The instant of a syslog time in UTC, such as `Oct 23 11:37:05`, which does not tell its year; null if it is none. */
export function parseSyslogTime(text: string, year: number): Instant | null {
  const match = /^([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return null;
  const month = monthNames.indexOf(match[1] ?? '') + 1;
  const [day = 0, hour = 0, minute = 0, second = 0] = match.slice(2, 6).map(Number);
  if (!isDate({ year, month, day }) || !isClockTime(hour, minute, second)) return null;
  const epochSeconds = epochDayOf({ year, month, day }) * daySeconds + hour * 3600 + minute * 60 + second;
  return { epochSeconds, nanoseconds: 0 };
}

/** The instant `durationNs` after `instant`; an integer of nanoseconds, negative for before. */
export function addNs(instant: Instant, durationNs: number): Instant {
  assert(Number.isSafeInteger(durationNs), 'a duration is an exact integer of nanoseconds');
  const wholeSeconds = Math.floor(durationNs / secondNs);
  const nanoseconds = instant.nanoseconds + (durationNs - wholeSeconds * secondNs);
  const carry = nanoseconds >= secondNs ? 1 : 0;
  return { epochSeconds: instant.epochSeconds + wholeSeconds + carry, nanoseconds: nanoseconds - carry * secondNs };
}

/** Nanoseconds from `from` to `to`, exact up to 104 days. */
export function nsBetween(from: Instant, to: Instant): number {
  return (to.epochSeconds - from.epochSeconds) * secondNs + (to.nanoseconds - from.nanoseconds);
}

interface CivilTime extends CivilDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Date and clock time of an instant in UTC. */
export function civilTimeOf(instant: Instant): CivilTime {
  const epochDay = Math.floor(instant.epochSeconds / daySeconds);
  const secondOfDay = instant.epochSeconds - epochDay * daySeconds;
  return {
    ...dateOfEpochDay(epochDay),
    hour: Math.floor(secondOfDay / 3600),
    minute: Math.floor((secondOfDay % 3600) / 60),
    second: secondOfDay % 60,
  };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** ISO 8601 in UTC with so many decimals, 0 to 9, cut off, not rounded: `2003-10-23T11:37:05.500Z`. */
export function formatIso(instant: Instant, decimals = 3): string {
  const { year, month, day, hour, minute, second } = civilTimeOf(instant);
  const fraction = String(instant.nanoseconds).padStart(9, '0').slice(0, decimals);
  const clock = `${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}${decimals > 0 ? `.${fraction}` : ''}`;
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}T${clock}Z`;
}

/** A syslog time in UTC, cut to the second: `Oct 23 11:37:05`, a day below ten with a space before it. */
export function formatSyslogTime(instant: Instant): string {
  const { month, day, hour, minute, second } = civilTimeOf(instant);
  const clock = `${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}`;
  return `${monthNames[month - 1] ?? ''} ${String(day).padStart(2, ' ')} ${clock}`;
}
