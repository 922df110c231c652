import type { EventKind, EventValue } from '../model/events.ts';
import { incidentDescribers } from './describe-incident-event.ts';
import { memoryDescribers } from './describe-memory-event.ts';
import { systemDescribers } from './describe-system-event.ts';
import type { Describers, EventDescription, NameOf } from './event-description.ts';

/** What a description needs of an event; every audience's form of it has that. */
export interface DescribableEvent {
  readonly kind: EventKind;
  readonly subject: string;
  readonly data: Readonly<Record<string, EventValue>>;
}

export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

const describers: Describers<EventKind> = { ...systemDescribers, ...memoryDescribers, ...incidentDescribers };

/**
 * An event as a person reads it in a timeline, a list or an export. `people` gives the names of the run's people; one
 * who is not among them is called by id.
 */
export function describeEvent(event: DescribableEvent, people: readonly NamedPerson[] = []): EventDescription {
  const nameOf: NameOf = (person) => people.find(({ id }) => id === person)?.name ?? person;
  // The kind decides the shape of the data; the table's type cannot carry that through an index.
  const describe = describers[event.kind] as (data: DescribableEvent['data'], nameOf: NameOf) => EventDescription;
  return describe(event.data, nameOf);
}
