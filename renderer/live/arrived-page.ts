import type { AudienceEvent } from '../../shared/model/events.ts';
import { type Severity, severityRank, severitySchema } from '../../shared/model/ids.ts';
import type { PagerView } from '../../shared/model/views.ts';

export interface ArrivedPage {
  readonly severity: Severity;
  readonly title: string;
  /** Null for a test page. */
  readonly incident: string | null;
  /** Who is paged. */
  readonly person: string;
}

/** The page that an event sends; null for any other event. */
export function arrivedPageOf(event: AudienceEvent): ArrivedPage | null {
  if (event.kind !== 'page.sent') return null;
  const severity = severitySchema.safeParse(event.data.severity);
  return {
    severity: severity.success ? severity.data : 'critical',
    title: String(event.data.title),
    incident: String(event.data.incident),
    person: String(event.data.person),
  };
}

/** Pages that nobody has acknowledged and that came while frames were missed: in `now` and not yet in `before`. */
export function missedPages(before: PagerView, now: PagerView): ArrivedPage[] {
  const pagedBefore = new Map(before.incidents.map(({ incident, pages }) => [incident, pages]));
  return now.incidents
    .filter(({ state, incident, pages }) => state === 'open' && pages > (pagedBefore.get(incident) ?? 0))
    .map(({ severity, title, incident, paged }) => ({ severity, title, incident, person: paged ?? '' }));
}

/** What a test page says: which of the ways that a real page takes work now, and which are turned off. */
export function testPageTitle({ sound, notification }: { sound: boolean; notification: boolean }): string {
  const ways = { sound, badge: true, notification };
  const on = Object.entries(ways).flatMap(([name, works]) => (works ? [name] : []));
  const off = Object.entries(ways).flatMap(([name, works]) => (works ? [] : [name]));
  const silent = off.length === 0 ? '' : `; ${joined(off)} ${off.length === 1 ? 'is' : 'are'} off`;
  return `Test page: ${joined(on)} ${on.length === 1 ? 'works' : 'work'}${silent}`;
}

/** `sound, badge and notification`. */
const joined = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** The page to show when only one can be: of mine if there is one, the most severe, the newest. */
export function foremostPage(pages: readonly ArrivedPage[], me: string | null): ArrivedPage | null {
  const mine = pages.filter((page) => page.person === me);
  const candidates = mine.length > 0 ? mine : pages;
  const [first = null] = candidates
    .toReversed()
    .sort((one, other) => severityRank[one.severity] - severityRank[other.severity]);
  return first;
}

/** The window's title: how many open pages wait, then where we are. */
export function titleOf(waiting: number, title: string | null): string {
  const name = title === null ? 'Redline' : `${title} · Redline`;
  return waiting === 0 ? name : `(${waiting}) ${name}`;
}
