import type { Command } from '../../shared/model/commands.ts';
import type { IncidentSummary } from '../../shared/model/views.ts';

/** Something that a person can do about an incident as it is now. */
export interface IncidentAction {
  readonly label: string;
  /** The key that does it. */
  readonly key: string;
  readonly command: Command;
  /** What to say once it is done. */
  readonly done: string;
  /** What takes it back, null where nothing can. */
  readonly undo: Command | null;
  /** The one thing to do now. */
  readonly primary: boolean;
}

const acknowledge = ({ incident }: IncidentSummary): IncidentAction => ({
  label: 'Acknowledge',
  key: 'A',
  command: { kind: 'incident.acknowledge', incident },
  done: `${incident} acknowledged: it is yours`,
  undo: { kind: 'incident.unacknowledge', incident },
  primary: true,
});

const takeOver = ({ incident }: IncidentSummary): IncidentAction => ({
  label: 'Take over',
  key: 'T',
  command: { kind: 'incident.acknowledge', incident },
  done: `${incident} is yours`,
  undo: null,
  primary: false,
});

const unacknowledge = ({ incident }: IncidentSummary): IncidentAction => ({
  label: 'Undo acknowledge',
  key: 'U',
  command: { kind: 'incident.unacknowledge', incident },
  done: `${incident} is nobody’s again: paging goes on`,
  undo: { kind: 'incident.acknowledge', incident },
  primary: false,
});

const escalate = ({ incident, exhausted }: IncidentSummary): IncidentAction => ({
  label: exhausted ? 'Page again' : 'Escalate',
  key: 'E',
  command: { kind: 'incident.escalate', incident },
  done: exhausted ? `Paged again about ${incident}` : `${incident} escalated`,
  undo: null,
  primary: false,
});

const silence = ({ incident }: IncidentSummary): IncidentAction => ({
  label: 'Silence',
  key: 'S',
  command: { kind: 'incident.silence', incident },
  done: `${incident} makes no sound any more; paging goes on`,
  undo: null,
  primary: false,
});

/** Resolving is the thing to do once the cause is gone, not before. */
const resolve = ({ incident, state, calm }: IncidentSummary): IncidentAction => ({
  label: 'Resolve',
  key: 'R',
  command: { kind: 'incident.resolve', incident },
  done: `${incident} resolved`,
  undo: { kind: 'incident.reopen', incident },
  primary: state === 'acknowledged' && calm !== null,
});

const reopen = ({ incident }: IncidentSummary): IncidentAction => ({
  label: 'Reopen',
  key: 'U',
  command: { kind: 'incident.reopen', incident },
  done: `${incident} reopened`,
  undo: { kind: 'incident.resolve', incident },
  primary: false,
});

/** Whether anybody is left to escalate to: not on the last step of escalation, unless that went unanswered too. */
const canEscalate = (incident: IncidentSummary): boolean =>
  incident.state === 'acknowledged' || incident.escalatesAtNs !== null || incident.exhausted;

/** What `person` can do about an incident in its state, the likeliest first. */
export function actionsOn(incident: IncidentSummary, person: string | null): IncidentAction[] {
  if (incident.state === 'resolved') return [reopen(incident)];
  const open = incident.state === 'open';
  const mine = incident.acknowledgedBy === person;
  const actions = [
    open ? acknowledge(incident) : null,
    open || mine ? null : takeOver(incident),
    open ? null : resolve(incident),
    canEscalate(incident) ? escalate(incident) : null,
    incident.silenced ? null : silence(incident),
    open ? resolve(incident) : unacknowledge(incident),
  ];
  return actions.filter((action) => action !== null);
}
