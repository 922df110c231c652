import type { IncidentSummary, RunSummary } from '../../shared/model/views.ts';
import { useCommand } from './actions.ts';
import { actionsOn, type IncidentAction } from './incident-actions.ts';
import { showToast } from './toasts.ts';

/** An action that can be taken once at a time: whether it is on its way, and what starts it. */
export interface ReadyAction {
  readonly label: string;
  readonly key: string;
  readonly primary: boolean;
  readonly working: boolean;
  readonly take: () => void;
}

/** What `person` can do about an incident, nothing once the run is over; once it is done a toast says so and offers to take it back. */
export function useIncidentActions(
  run: RunSummary,
  incident: IncidentSummary | null,
  person: string | null,
): ReadyAction[] {
  const { send, pending } = useCommand(run.run);
  const perform = async ({ command, done, undo }: IncidentAction, about: string): Promise<void> => {
    if (!(await send(command))) return;
    const action = undo === null ? null : { label: 'Undo', take: () => void send(undo) };
    showToast({ kind: 'done', text: done, about, action });
  };
  if (incident === null || run.state !== 'running') return [];
  return actionsOn(incident, person).map((action) => {
    const { kind } = action.command;
    const working = pending.some(
      ({ command }) => command.kind === kind && 'incident' in command && command.incident === incident.incident,
    );
    const take = (): void => {
      if (!working) void perform(action, incident.incident);
    };
    return { label: action.label, key: action.key, primary: action.primary, working, take };
  });
}
