import type { AudienceEvent, EventDataOf, EventKind } from '../model/events.ts';

/** An event of one known kind, with that kind's data. */
export interface EventOfKind<Kind extends EventKind> extends Omit<AudienceEvent, 'kind' | 'data'> {
  readonly kind: Kind;
  readonly data: EventDataOf<Kind>;
}

/** The events of one kind, in the order given. The contract has checked that an event's data is that of its kind. */
export function eventsOfKind<Kind extends EventKind>(
  events: readonly AudienceEvent[],
  kind: Kind,
): EventOfKind<Kind>[] {
  return events.filter((event) => event.kind === kind) as unknown as EventOfKind<Kind>[];
}
