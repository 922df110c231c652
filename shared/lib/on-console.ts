import type { EventKind, EventValue } from '../model/events.ts';

/** Levels of messages that syslogd sends to the console: everything from notice up, which is what it does as installed. */
const consoleLevels: ReadonlySet<EventValue> = new Set(['emerg', 'alert', 'crit', 'error', 'err', 'warning', 'notice']);

const messageKinds: readonly EventKind[] = ['message.logged', 'message.repeated'];

/** What happens at a console besides the messages that go there: few events, which are kept apart to be found. */
export const consoleKinds: readonly EventKind[] = ['console.ran', 'host.booted'];

/** Whether an event shows on the console of its host. */
export function isOnConsole(event: {
  readonly kind: EventKind;
  readonly data: Readonly<Record<string, EventValue>>;
}): boolean {
  if (messageKinds.includes(event.kind)) return consoleLevels.has(event.data.level ?? null);
  return consoleKinds.includes(event.kind);
}
