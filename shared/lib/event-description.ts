import type { EventDataOf, EventKind } from '../model/events.ts';

/** An event in words: one plain sentence, a short label for a list, and who or what did it. */
export interface EventDescription {
  readonly text: string;
  readonly label: string;
  readonly actor: string;
}

/** Answers a person's name for the id. */
export type NameOf = (person: string) => string;

/** How events of one kind are put into words. */
type Describer<Kind extends EventKind> = (data: EventDataOf<Kind>, nameOf: NameOf) => EventDescription;

export type Describers<Kind extends EventKind> = { readonly [Each in Kind]: Describer<Each> };
