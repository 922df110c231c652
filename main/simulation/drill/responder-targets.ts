import type { ResponderStep } from '../../../shared/model/scenario.ts';
import type { Incident } from '../oncall/incident.ts';

/**
 * The incident on which a scripted step acts: the oldest that it can apply to, else the oldest of all, for which it is
 * refused in words. Null where there is none yet. `incidents`: oldest first.
 */
export function chooseIncident(incidents: readonly Incident[], action: ResponderStep['action']): Incident | null {
  const open = incidents.find(({ state }) => state === 'open');
  const unresolved = incidents.find(({ state }) => state !== 'resolved');
  const oldest = incidents[0] ?? null;
  return action === 'ack' || action === 'escalate' ? (open ?? unresolved ?? oldest) : (unresolved ?? oldest);
}
