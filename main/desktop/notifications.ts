import type { Notification, NotificationConstructorOptions } from 'electron';
import type { PageNotice } from '../station/shell.ts';

export interface Notifier {
  isSupported(): boolean;
  create(options: NotificationConstructorOptions): Notification;
}

/** Notifications held at once: the platform drops the click of one that nobody refers to any more. */
const heldLimit = 64;
const held: Notification[] = [];

/** What a page looks like as a desktop notification, marked as a drill's. Critical ones stay until they are dismissed. */
function notificationOptions(page: PageNotice): NotificationConstructorOptions {
  const isUrgent = page.severity === 'critical';
  return {
    title: `${page.run === null ? '' : 'Drill: '}${page.severity}: ${page.title}`,
    body: page.why,
    // The console has its own tone for each severity.
    silent: true,
    urgency: isUrgent ? 'critical' : 'normal',
    timeoutType: isUrgent ? 'never' : 'default',
  };
}

/** Shows a page on the desktop; a click calls `onClick`. Answers whether the desktop can show it. */
export function showPage(page: PageNotice, notifier: Notifier, onClick: () => void): boolean {
  if (!notifier.isSupported()) return false;
  const notification = notifier.create(notificationOptions(page));
  notification.on('click', onClick);
  held.push(notification);
  if (held.length > heldLimit) held.shift();
  notification.show();
  return true;
}
