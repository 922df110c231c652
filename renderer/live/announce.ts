import type { ArrivedPage } from './arrived-page.ts';
import { preferences } from './preferences.ts';
import { playTone } from './sound.ts';
import { Store } from './store.ts';

/** A page that has just arrived, shown across the top until it is opened or put away. */
export interface Announcement extends ArrivedPage {
  readonly id: number;
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

function notifyByBrowser(page: Omit<Announcement, 'id'>): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const notification = new Notification(`Drill: ${page.title}`, {
    body: `${page.severity} page for ${page.person}`,
    tag: page.incident ?? 'test',
  });
  notification.addEventListener('click', () => window.focus());
}
