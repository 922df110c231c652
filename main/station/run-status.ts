import type { RunStatus, RunSummary } from '../../shared/model/views.ts';

/** The status of a run that nothing is known of but what the store has. */
export function storedStatus(summary: RunSummary): RunStatus {
  const { atNs, pace, events, digest, state, reason } = summary;
  const problem = state === 'read-only' ? reason : null;
  return { atNs, pace, speed: 0, events, digest, state, storeLagMs: 0, problem };
}

/** The stored summary brought up to what the run shows now. */
export function summaryNow(stored: RunSummary, status: RunStatus): RunSummary {
  const { atNs, pace, events, digest } = status;
  return { ...stored, atNs, pace, events, digest };
}
