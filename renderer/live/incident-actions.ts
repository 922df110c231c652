import type { Command } from '../../shared/model/commands.ts';
import type { IncidentSummary } from '../../shared/model/views.ts';
import { useCommand } from './actions.ts';
import { showToast } from './toasts.ts';

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
}

const quiet = { undo: null };

function actionsOnOpen({ incident, exhausted, silenced }: IncidentSummary): IncidentAction[] {
  const actions: IncidentAction[] = [
    {
      label: 'Acknowledge',
      key: 'A',
      command: { kind: 'incident.acknowledge', incident },
      done: `${incident} acknowledged`,
      undo: { kind: 'incident.unacknowledge', incident },
    },
  ];
  if (!exhausted) actions.push(escalate(incident));
  if (!silenced) actions.push(silence(incident));
  return [...actions, resolve(incident)];
}

function actionsOnAcknowledged(incident: IncidentSummary): IncidentAction[] {
  const actions = [resolve(incident.incident), escalate(incident.incident)];
  if (!incident.silenced) actions.push(silence(incident.incident));
  return [
    ...actions,
    {
      label: 'Undo acknowledge',
      key: 'U',
      command: { kind: 'incident.unacknowledge', incident: incident.incident },
      done: `${incident.incident} is unacknowledged again: paging goes on`,
      undo: { kind: 'incident.acknowledge', incident: incident.incident },
    },
  ];
}

const escalate = (incident: string): IncidentAction => ({
  label: 'Escalate',
  key: 'E',
  command: { kind: 'incident.escalate', incident },
  done: `${incident} escalated`,
  ...quiet,
});

const silence = (incident: string): IncidentAction => ({
  label: 'Silence',
  key: 'S',
  command: { kind: 'incident.silence', incident },
  done: `${incident} makes no sound any more`,
  ...quiet,
});

const resolve = (incident: string): IncidentAction => ({
  label: 'Resolve',
  key: 'R',
  command: { kind: 'incident.resolve', incident },
  done: `${incident} resolved`,
  undo: { kind: 'incident.reopen', incident },
});

const reopen = (incident: string): IncidentAction => ({
  label: 'Reopen',
  key: 'U',
  command: { kind: 'incident.reopen', incident },
  done: `${incident} reopened`,
  undo: { kind: 'incident.resolve', incident },
});

/** What can be done about an incident in its state, the likeliest first. */
export function actionsOn(incident: IncidentSummary): IncidentAction[] {
  if (incident.state === 'open') return actionsOnOpen(incident);
  if (incident.state === 'acknowledged') return actionsOnAcknowledged(incident);
  return [reopen(incident.incident)];
}

/** Does an action in a run; once done a toast says so and offers to take it back. */
export function useIncidentAction(run: string | null): (action: IncidentAction) => Promise<void> {
  const { send } = useCommand(run);
  return async (action) => {
    if (!(await send(action.command))) return;
    const { undo } = action;
    const way = undo === null ? null : { label: 'Undo', take: () => void send(undo) };
    showToast({ kind: 'done', text: action.done, action: way });
  };
}
