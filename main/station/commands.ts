import type { Command } from '../../shared/model/commands.ts';
import type { RunSummary } from '../../shared/model/views.ts';
import { StationProblem } from './problem.ts';
import type { RunDriver } from './run-driver.ts';
import type { StationSession } from './sessions.ts';

/** Gives a command in the session's name; answers its number once it is durable. Throws a `StationProblem`. */
export async function giveCommand(input: {
  session: StationSession;
  run: RunSummary;
  driver: RunDriver | null;
  command: Command;
}): Promise<number> {
  const { session, run, driver, command } = input;
  requireActor(session, run);
  return await requireActive(driver, run).command(session.person, session.role, command);
}

/** The driver of a run that goes on. Throws a `StationProblem` where it does not. */
export function requireActive(driver: RunDriver | null, run: RunSummary): RunDriver {
  if (driver !== null) return driver;
  const why = run.state === 'read-only' ? 'can only be read' : 'has ended';
  throw StationProblem.conflict(`The run of "${run.title}" ${why}; start the drill again to act in it.`, run.state);
}

/** Only who is in the drill's rotation acts in its run: a log names nobody else. */
function requireActor(session: StationSession, run: RunSummary): void {
  if (run.people.some(({ id }) => id === session.person)) return;
  const names = run.people.map(({ name }) => name).join(' or ');
  throw StationProblem.forbidden(
    `${session.person} is not in the rotation of "${run.title}"; act as ${names} first.`,
    'a person of the rotation',
  );
}
