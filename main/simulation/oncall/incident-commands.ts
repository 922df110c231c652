import type { CommandOf, IncidentCommand } from '../../../shared/model/commands.ts';
import type { Engine } from '../engine/engine.ts';
import type { Incident } from './incident.ts';
import type { Paging } from './paging.ts';
import type { Rotation } from './rotation.ts';

/** What commands act on. */
export interface IncidentDesk {
  readonly engine: Engine;
  readonly rotation: Rotation;
  readonly paging: Paging;
  /** Oldest first. */
  readonly incidents: readonly Incident[];
}

/** Does what `actor` asks because of event `cause`, or answers in a sentence why not and does nothing. */
type Action = (desk: IncidentDesk, incident: Incident, actor: string, cause: number) => string | null;

const isResolvedProblem = ({ incident }: Incident): string => `${incident} is resolved: reopen it first`;

/** Nobody has the incident any more: who is on call is paged, and escalation starts at the first step. */
function pageAgain({ engine, paging }: IncidentDesk, incident: Incident, why: string, cause: number): void {
  incident.waitingSinceNs = engine.nowNs;
  incident.pagesWaiting = 0;
  paging.pageOnCall(incident, why, cause);
}

const acknowledge: Action = ({ engine, rotation, paging }, incident, actor, cause) => {
  if (incident.state === 'resolved') return isResolvedProblem(incident);
  if (incident.state === 'acknowledged' && incident.owner === actor) {
    return `${rotation.nameOf(actor)} has ${incident.incident} already`;
  }
  const answered = paging.newestPage(incident);
  incident.state = 'acknowledged';
  incident.owner = actor;
  incident.awaitedPage = null;
  const data = { incident: incident.incident, person: actor, waitedNs: engine.nowNs - incident.waitingSinceNs };
  const causes = answered === null ? [cause] : [cause, answered.sentBy];
  engine.append('incident.acknowledged', incident.incident, data, causes);
  return null;
};

const unacknowledge: Action = (desk, incident, actor, cause) => {
  if (incident.state === 'resolved') return isResolvedProblem(incident);
  if (incident.state === 'open') return `${incident.incident} is not acknowledged: there is nothing to take back`;
  incident.state = 'open';
  incident.owner = null;
  const data = { incident: incident.incident, person: actor };
  const undone = desk.engine.append('incident.unacknowledged', incident.incident, data, [cause]);
  pageAgain(desk, incident, `nobody has ${incident.incident} any more`, undone);
  return null;
};

const escalate: Action = ({ rotation, paging }, incident, actor, cause) => {
  if (incident.state === 'resolved') return isResolvedProblem(incident);
  const why = `${rotation.nameOf(actor)} escalated ${incident.incident}`;
  if (incident.state === 'acknowledged') {
    paging.tell(incident, rotation.otherThan(incident.owner ?? actor), why, cause);
    return null;
  }
  const awaited = paging.awaitedPage(incident);
  if (awaited === null) {
    paging.pageOnCall(incident, why, cause);
    return null;
  }
  if (paging.isLastStep(awaited)) {
    return `${incident.incident} has reached ${rotation.nameOf(awaited.person)}: nobody is left to escalate to`;
  }
  paging.pageOther(incident, awaited, why, [cause, awaited.sentBy]);
  return null;
};

const silence: Action = ({ engine }, incident, actor, cause) => {
  if (incident.state === 'resolved') return isResolvedProblem(incident);
  if (incident.silenced) return `${incident.incident} is silenced already`;
  incident.silenced = true;
  engine.append('incident.silenced', incident.incident, { incident: incident.incident, person: actor }, [cause]);
  return null;
};

const resolve: Action = ({ engine }, incident, actor, cause) => {
  if (incident.state === 'resolved') return `${incident.incident} is resolved already`;
  incident.state = 'resolved';
  incident.awaitedPage = null;
  engine.append('incident.resolved', incident.incident, { incident: incident.incident, person: actor }, [cause]);
  return null;
};

const reopen: Action = (desk, incident, actor, cause) => {
  if (incident.state !== 'resolved') return `${incident.incident} is not resolved: there is nothing to reopen`;
  const newer = desk.incidents.find(({ about, state }) => about === incident.about && state !== 'resolved');
  if (newer !== undefined) return `${newer.incident} is about the same part and not resolved: work on that one`;
  const data = { incident: incident.incident, person: actor };
  incident.state = incident.owner === null ? 'open' : 'acknowledged';
  const reopened = desk.engine.append('incident.reopened', incident.incident, data, [cause]);
  if (incident.owner === null)
    pageAgain(desk, incident, `${incident.incident} was reopened and nobody has it`, reopened);
  return null;
};

function note({ engine }: IncidentDesk, incident: Incident, actor: string, cause: number, text: string): string | null {
  if (text.trim() === '') return 'a note needs a text';
  engine.append('incident.noted', incident.incident, { incident: incident.incident, person: actor, text }, [cause]);
  return null;
}

const actions: { readonly [Kind in Exclude<IncidentCommand['kind'], 'incident.note'>]: Action } = {
  'incident.acknowledge': acknowledge,
  'incident.unacknowledge': unacknowledge,
  'incident.escalate': escalate,
  'incident.silence': silence,
  'incident.resolve': resolve,
  'incident.reopen': reopen,
};

function takeOver({ rotation, paging, incidents }: IncidentDesk, actor: string, cause: number): string | null {
  const person = rotation.people.find(({ id }) => id === actor);
  if (person === undefined) {
    const names = rotation.people.map(({ name }) => name).join(' or ');
    return `${actor} is not in the rotation: only ${names} can take over`;
  }
  const before = rotation.onCall;
  if (before.id === actor) return `${person.name} is on call already`;
  const began = rotation.takeOver(person, cause);
  for (const incident of incidents) {
    if (incident.state !== 'open' || paging.awaitedPage(incident)?.person === actor) continue;
    paging.pageOnCall(incident, `took over from ${before.name}`, began);
  }
  return null;
}

/** What on-call does at a person's command. */
export type OnCallCommand = IncidentCommand | CommandOf<'oncall.take-over'>;

/** Does a command that `actor` gave, or answers in a sentence why not. `cause` is the command's event. */
export function performCommand(
  desk: IncidentDesk,
  actor: string,
  command: OnCallCommand,
  cause: number,
): string | null {
  if (command.kind === 'oncall.take-over') return takeOver(desk, actor, cause);
  const incident = desk.incidents.find((each) => each.incident === command.incident);
  if (incident === undefined) return `there is no incident ${command.incident} in this run`;
  if (command.kind === 'incident.note') return note(desk, incident, actor, cause, command.text);
  return actions[command.kind](desk, incident, actor, cause);
}
