import { type Severity, severitySchema } from '../../shared/model/ids.ts';
import type { PagerView, RunSummary } from '../../shared/model/views.ts';

/** Pages that wait for me in a run that this window does not look at. */
export interface OtherPages {
  readonly run: RunSummary;
  readonly waiting: number;
  readonly severity: Severity;
}

/** Worst first. */
export const severities: readonly Severity[] = severitySchema.options;

/** What waits for `person` in a run's pager; null when nothing does. */
export function waitingFor(run: RunSummary, pager: PagerView, person: string): OtherPages | null {
  const mine = pager.incidents.filter(({ state, paged }) => state === 'open' && paged === person);
  const severity = severities.find((worst) => mine.some((incident) => incident.severity === worst));
  return severity === undefined ? null : { run, waiting: mine.length, severity };
}
