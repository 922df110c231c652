import type { DrillSummary, RunSummary, Session } from '../../shared/model/views.ts';

/** A person's name, or the id where the run does not know them. */
export function nameOf(people: RunSummary['people'], person: string): string {
  return people.find(({ id }) => id === person)?.name ?? person;
}

/** Whom a session can act as: the people of the run, or of the first drill while there is none, and whoever it is now. */
export function choosablePeople(session: Session, run: RunSummary | null, drills: readonly DrillSummary[]) {
  const known = run?.people ?? drills[0]?.people ?? [];
  const isKnown = known.some(({ id }) => id === session.person);
  return isKnown ? known : [{ id: session.person, name: session.person }, ...known];
}
