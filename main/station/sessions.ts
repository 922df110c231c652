import type { Role } from '../../shared/model/ids.ts';
import type { Session } from '../../shared/model/views.ts';
import { StationProblem } from './problem.ts';
import type { PageNotice, Shell } from './shell.ts';

/** Somebody at a console: who, in which role, in which shell. One per window or per signed-in browser. */
export interface StationSession {
  person: string;
  role: Role;
  readonly shell: Shell;
}

/** What is the same for every session of a station. */
export interface SessionSurroundings {
  readonly version: string;
  readonly folder: string;
  readonly notices: readonly string[];
}

/** What the console shows about a session; `consoles` are the sessions that have one open. */
export function describeSession(
  session: StationSession,
  consoles: ReadonlySet<StationSession>,
  surroundings: SessionSurroundings,
): Session {
  return {
    person: session.person,
    role: session.role,
    shell: session.shell.kind === 'desktop' ? 'desktop' : 'web',
    alone: [...consoles].every((other) => other === session),
    version: surroundings.version,
    station: surroundings.folder,
    notices: [...surroundings.notices],
  };
}

/** Lets the session act as `person`, who must be among `people`. Throws a `StationProblem` otherwise. */
export function become(session: StationSession, person: string, role: Role, people: ReadonlySet<string>): void {
  if (!people.has(person)) {
    throw StationProblem.notFound(`Nobody called ${person} is in any drill here; choose a person of a drill.`, person);
  }
  session.person = person;
  session.role = role;
}

/** Throws a `StationProblem` unless the session may see the truth. */
export function requireTrainer(session: StationSession, what: string): void {
  if (session.role === 'trainer') return;
  throw StationProblem.forbidden(`Only a trainer may ${what}; switch to the trainer's role first.`, 'trainer');
}

/** Notifies the session's person as a real page would. Answers whether anything could be shown. */
export function sendTestPage(session: StationSession): boolean {
  const page: PageNotice = {
    run: null,
    incident: null,
    page: 'TEST',
    person: session.person,
    severity: 'info',
    title: 'Test page: notifications work',
    why: 'You asked for it. Nothing is wrong.',
  };
  return session.shell.notify(page);
}
