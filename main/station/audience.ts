import { type AudienceEvent, type LoggedEvent, truthKinds } from '../../shared/model/events.ts';
import type { Role } from '../../shared/model/ids.ts';
import type { RunStatus, RunSummary } from '../../shared/model/views.ts';

export const roles: readonly Role[] = ['responder', 'trainer'];

/** The event in the audience's own counting, or null where the audience may not see it. */
export function audienceEvent(event: LoggedEvent, role: Role): AudienceEvent | null {
  const { at, kind, subject, data } = event;
  if (role === 'trainer') return { number: event.seq, at, kind, subject, data, causes: [...event.causes] };
  if (event.observed === 0 || truthKinds.has(kind)) return null;
  return { number: event.observed, at, kind, subject, data, causes: [...event.observedCauses] };
}

/**
 * The status as the audience may see it. A responder's counts only what can be observed and has no digest while the run
 * goes on: both would tell of hidden events.
 */
export function audienceStatus(status: RunStatus, role: Role, newest: number): RunStatus {
  if (role === 'trainer') return status;
  return { ...status, events: newest, digest: status.state === 'running' ? '' : status.digest };
}

/** The summary as the audience may see it; `observed` counts the events that responders see. */
export function audienceSummary(summary: RunSummary, role: Role, observed: number): RunSummary {
  if (role === 'trainer') return summary;
  return { ...summary, events: observed, digest: summary.state === 'running' ? '' : summary.digest };
}
