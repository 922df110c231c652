import { hourNs, millisecondNs, minuteNs, secondNs } from '../../shared/lib/time.ts';
import { dateAt, formatClock, type ScenarioClock } from './scenario-clock.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Month and day, or weekday and day, in the scenario's zone, as parts by name. */
function partsAt(clock: ScenarioClock, atNs: number): Map<string, string> {
  const format =
    formats.get(clock.zone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone: clock.zone, weekday: 'short', month: 'short', day: 'numeric' });
  formats.set(clock.zone, format);
  return new Map(format.formatToParts(dateAt(clock, atNs)).map(({ type, value }) => [type, value]));
}

/** Times that a log in sight shows again and again, by clock and second. */
const syslogTimes = new Map<string, string>();
const mostSyslogTimes = 4096;

/** As syslog writes it: `Oct  3 11:37:05`, the day two characters wide. */
export function syslogTime(clock: ScenarioClock, atNs: number): string {
  const name = `${clock.zone} ${Math.floor(dateAt(clock, atNs).getTime() / 1000)}`;
  const known = syslogTimes.get(name);
  if (known !== undefined) return known;
  const text = syslogTimeOf(clock, atNs);
  if (syslogTimes.size >= mostSyslogTimes) syslogTimes.clear();
  syslogTimes.set(name, text);
  return text;
}

function syslogTimeOf(clock: ScenarioClock, atNs: number): string {
  const parts = partsAt(clock, atNs);
  // British English abbreviates September to four letters; syslog has three for every month.
  const month = (parts.get('month') ?? '').slice(0, 3);
  return `${month} ${(parts.get('day') ?? '').padStart(2, ' ')} ${formatClock(clock, atNs)}`;
}

/** A length of time cut to whole seconds, never negative: what ticks on a screen. */
export const wholeSecondsNs = (ns: number): number => Math.floor(Math.max(0, ns) / secondNs) * secondNs;

/** Weekday and day: `Thu 23`. */
export function shortDay(clock: ScenarioClock, atNs: number): string {
  const parts = partsAt(clock, atNs);
  return `${parts.get('weekday') ?? ''} ${parts.get('day') ?? ''}`;
}

/** Hours and minutes: `11:37`. */
export function shortTime(clock: ScenarioClock, atNs: number): string {
  return formatClock(clock, atNs).slice(0, 5);
}

/** The last midnight in the scenario's zone, where no clock change lies between. */
export function lastMidnightNs(clock: ScenarioClock, atNs: number): number {
  const [hours = 0, minutes = 0, seconds = 0] = formatClock(clock, atNs).split(':').map(Number);
  const intoSecondNs = (dateAt(clock, atNs).getTime() % 1000) * millisecondNs;
  return atNs - hours * hourNs - minutes * minuteNs - seconds * secondNs - intoSecondNs;
}
