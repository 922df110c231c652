import type { EventKind, EventValue } from '../model/events.ts';

/** Levels of messages that syslogd sends to the console: everything from notice up, which is what it does as installed. */
const consoleLevels: ReadonlySet<EventValue> = new Set(['emerg', 'alert', 'crit', 'error', 'err', 'warning', 'notice']);

const messageKinds: readonly EventKind[] = ['message.logged', 'message.repeated'];

/** Steps in the life of a host. */
export const lifeKinds: readonly EventKind[] = ['host.booted', 'host.went-down', 'host.phase-began', 'host.stopped'];

/** What happens at a console besides the messages that go there: few events, which are kept apart to be found. */
export const consoleKinds: readonly EventKind[] = ['console.ran', ...lifeKinds];

/** Whether an event shows on the console of its host. */
export function isOnConsole(event: {
  readonly kind: EventKind;
  readonly data: Readonly<Record<string, EventValue>>;
}): boolean {
  if (messageKinds.includes(event.kind)) return consoleLevels.has(event.data.level ?? null);
  return consoleKinds.includes(event.kind);
}

/** Steps in the life of a host that are remembered: from down to up there are fewer. */
export const hostLifeLimit = 50;

/** The steps of a host since it last ran, or its boot alone, with one more event taken in. */
export function foldLife<Event extends { readonly kind: EventKind }>(life: Event[], event: Event): Event[] {
  if (!lifeKinds.includes(event.kind)) return life;
  if (event.kind === 'host.booted' || event.kind === 'host.went-down') return [event];
  return [...life, event].slice(-hostLifeLimit);
}
