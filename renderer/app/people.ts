import type { RunSummary } from '../../shared/model/views.ts';

/** A person's name, or the id where the run does not know them. */
export function nameOf(people: RunSummary['people'], person: string): string {
  return people.find(({ id }) => id === person)?.name ?? person;
}
