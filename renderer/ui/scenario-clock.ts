import { createContext, useContext } from 'react';
import { millisecondNs } from '../../shared/lib/time.ts';

/** What turns simulated time into time of day: the start of the scenario and the zone its people live in. */
export interface ScenarioClock {
  readonly startsAt: string;
  readonly zone: string;
}

export const ScenarioClockContext = createContext<ScenarioClock>({ startsAt: '1970-01-01T00:00:00Z', zone: 'UTC' });

export function useScenarioClock(): ScenarioClock {
  return useContext(ScenarioClockContext);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(name);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(name, format);
  return format;
}

/** The instant `atNs` after the start. Milliseconds are as fine as a `Date` gets. */
export function dateAt(clock: ScenarioClock, atNs: number): Date {
  return new Date(Date.parse(clock.startsAt) + Math.floor(atNs / millisecondNs));
}

/** Time of day in the scenario's zone: 11:52:18, or 11:52:18.400 with milliseconds. */
export function formatClock(clock: ScenarioClock, atNs: number, milliseconds = false): string {
  const digits = milliseconds ? ({ fractionalSecondDigits: 3 } as const) : {};
  const format = formatOf(clock.zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', ...digits });
  return format.format(dateAt(clock, atNs));
}

/** Thu 23 Oct 2003, in the scenario's zone. */
export function formatDay(clock: ScenarioClock, atNs: number): string {
  const format = formatOf(clock.zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return format.format(dateAt(clock, atNs)).replace(',', '');
}

/** 2003-10-23 09:52:18 UTC. */
export function formatUtc(clock: ScenarioClock, atNs: number): string {
  return `${dateAt(clock, atNs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
