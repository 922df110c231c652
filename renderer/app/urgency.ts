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

const processorOfHost = /^CPU\d+ of \S+/;
/** Its label is enough to find a module on its host; where several are meant, the first is. */
const moduleOfHost = /\bmemory module \S+ (J\d{4,5})\b.* (of \S+)$/;

/** A page's title where there is little room: the processor or module and its host, without what happened to it. */
export function shortTitle(title: string): string {
  const [, label, ofHost] = moduleOfHost.exec(title) ?? [];
  return processorOfHost.exec(title)?.[0] ?? (label === undefined ? title : `Module ${label} ${ofHost}`);
}
