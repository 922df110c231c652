import { severityRank } from '../../shared/model/ids.ts';
import type { IncidentSummary } from '../../shared/model/views.ts';

/** The incident that nobody has acknowledged, worst severity first, then the one that has waited longest. */
export function mostUrgent(incidents: readonly IncidentSummary[]): IncidentSummary | null {
  const open = incidents.filter((incident) => incident.state === 'open' && incident.pages > 0);
  const [first = null] = open.sort(
    (one, other) =>
      severityRank[one.severity] - severityRank[other.severity] ||
      (one.pagedAtNs ?? one.openedAtNs) - (other.pagedAtNs ?? other.openedAtNs),
  );
  return first;
}

/** A page's title where there is little room: the processor and its host, without what happened to it. */
export const shortTitle = (title: string): string => /^CPU\d+ of \S+/.exec(title)?.[0] ?? title;
