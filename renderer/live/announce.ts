import type { AudienceEvent } from '../../shared/model/events.ts';
import { type Severity, severitySchema } from '../../shared/model/ids.ts';
import { preferences } from './preferences.ts';
import { playTone } from './sound.ts';
import { Store } from './store.ts';

/** A page that has just arrived, shown across the top until it is opened or put away. */
export interface Announcement {
  readonly id: number;
  readonly severity: Severity;
  readonly title: string;
  /** Null for a test page. */
  readonly incident: string | null;
  readonly person: string;
  readonly mine: boolean;
}

const most = 3;
let nextId = 1;

export const announcements = new Store<readonly Announcement[]>([]);

export function closeAnnouncement(id: number): void {
  announcements.set(announcements.get().filter((announcement) => announcement.id !== id));
}

/** Puts away what was announced about an incident, once somebody deals with it. */
export function closeAnnouncementsOf(incident: string): void {
  const kept = announcements.get().filter((announcement) => announcement.incident !== incident);
  if (kept.length !== announcements.get().length) announcements.set(kept);
}

/**
 * Makes a page known: banner always; for a page of mine also its tone, when sound is enabled, and a notification of the
 * browser, when it is permitted and `notify` says that the shell does not do it itself.
 */
export function announce(page: Omit<Announcement, 'id'>, notify: boolean): void {
  announcements.set([...announcements.get(), { ...page, id: nextId++ }].slice(-most));
  if (!page.mine) return;
  if (preferences.get().sound) playTone(page.severity);
  if (notify) notifyByBrowser(page);
}

/** The page that an event sends, as an announcement to `me`; null for any other event. */
export function announcementOf(event: AudienceEvent, me: string): Omit<Announcement, 'id'> | null {
  if (event.kind !== 'page.sent') return null;
  const severity = severitySchema.safeParse(event.data.severity);
  const person = String(event.data.person);
  return {
    severity: severity.success ? severity.data : 'critical',
    title: String(event.data.title),
    incident: String(event.data.incident),
    person,
    mine: person === me,
  };
}

/** The window's title: how many open pages wait, then where we are. */
export function titleOf(waiting: number, title: string | null): string {
  const name = title === null ? 'Redline' : `${title} · Redline`;
  return waiting === 0 ? name : `(${waiting}) ${name}`;
}

function notifyByBrowser(page: Omit<Announcement, 'id'>): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const notification = new Notification(`Drill: ${page.title}`, {
    body: `${page.severity} page for ${page.person}`,
    tag: page.incident ?? 'test',
  });
  notification.addEventListener('click', () => window.focus());
}
