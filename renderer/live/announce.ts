import type { ArrivedPage } from './arrived-page.ts';
import { preferences } from './preferences.ts';
import { playTone } from './sound.ts';
import { Store } from './store.ts';

/** Pages kept for the banner; older ones are in the inbox all the same. */
const most = 50;

/** Pages that have arrived and that nobody has dealt with or put away, oldest first, each incident once. */
export const announcements = new Store<readonly ArrivedPage[]>([]);

export function closeAnnouncements(): void {
  announcements.set([]);
}

/** Puts away what was announced about an incident, once somebody deals with it; null is the test page. */
export function closeAnnouncementsOf(incident: string | null): void {
  const kept = announcements.get().filter((page) => page.incident !== incident);
  if (kept.length !== announcements.get().length) announcements.set(kept);
}

/** Shows a page in the banner. */
export function announce(page: ArrivedPage): void {
  const others = announcements.get().filter((other) => other.incident !== page.incident);
  announcements.set([...others, page].slice(-most));
}

/**
 * Calls the person: the page's tone, when sound is enabled, and a notification of the browser, when it is permitted and
 * `notify` says that the shell does not do it itself.
 */
export function call(page: ArrivedPage, { notify }: { notify: boolean }): void {
  if (preferences.get().sound) playTone(page.severity);
  if (notify) notifyByBrowser(page);
}

/** Whether the person has let the browser notify. */
export function notificationsAllowed(): boolean {
  return 'Notification' in window && Notification.permission === 'granted';
}

function notifyByBrowser(page: ArrivedPage): void {
  if (!notificationsAllowed()) return;
  const isTest = page.incident === null;
  const notification = new Notification(isTest ? page.title : `Drill: ${page.title}`, {
    body: isTest ? 'You asked for it. Nothing is wrong.' : `${page.severity} page for ${page.person}`,
    tag: page.incident ?? 'test',
  });
  notification.addEventListener('click', () => window.focus());
}
