import { type EventOfKind, eventsOfKind } from '../../../shared/lib/event-of-kind.ts';
import type { AudienceEvent } from '../../../shared/model/events.ts';

/** What the events of an incident and the causes of its page tell about it. */
export interface Known {
  /** The processors concerned, lowest first. */
  readonly processors: readonly number[];
  /** Why the system acted, in Solaris's words. */
  readonly reason: string | null;
  readonly errors: readonly EventOfKind<'ecc.reported'>[];
  /** The part that most errors name, and how many do. */
  readonly suspect: { readonly unum: string; readonly errors: number } | null;
  /** Newest first. */
  readonly alerts: readonly AudienceEvent[];
}

/** What the system said why, from the newest off-lining event. */
function reasonOf(events: readonly AudienceEvent[]): string | null {
  const reasons = [
    ...eventsOfKind(events, 'processor.offlined'),
    ...eventsOfKind(events, 'offlining.gave-up'),
    ...eventsOfKind(events, 'offlining.failed'),
  ].sort((one, other) => other.number - one.number);
  return reasons[0]?.data.reason ?? null;
}

/** The part named most often; of several, the one named first. */
function suspectOf(errors: Known['errors']): Known['suspect'] {
  const counts = new Map<string, number>();
  for (const { data } of errors) {
    // Errors of the bus name no module.
    if (data.unum !== '') counts.set(data.unum, (counts.get(data.unum) ?? 0) + 1);
  }
  let suspect: Known['suspect'] = null;
  for (const [unum, count] of counts) if (count > (suspect?.errors ?? 0)) suspect = { unum, errors: count };
  return suspect;
}

/** Gathers what a person who has just been woken needs to know. `events` oldest first. */
export function knownOf(events: readonly AudienceEvent[]): Known {
  const alerts = eventsOfKind(events, 'alert.raised');
  const numbers = alerts.flatMap(({ data: { processor } }) => (processor === null ? [] : [processor]));
  const processors = [...new Set(numbers)].sort((one, other) => one - other);
  const errors = eventsOfKind(events, 'ecc.reported');
  return {
    processors,
    reason: reasonOf(events),
    errors,
    suspect: suspectOf(errors),
    alerts: events.filter((event) => event.kind === 'alert.raised' || event.kind === 'alert.cleared').reverse(),
  };
}
