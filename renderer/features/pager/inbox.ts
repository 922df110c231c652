import { countOf } from '../../../shared/lib/format.ts';
import { severityRank } from '../../../shared/model/ids.ts';
import type { IncidentSummary } from '../../../shared/model/views.ts';

/** `mine`: I was paged last or have it. `team`: whatever is not resolved. `all`: resolved too. */
export type InboxFilter = 'mine' | 'team' | 'all';

const stateRank: Record<IncidentSummary['state'], number> = { open: 0, acknowledged: 1, resolved: 2 };

/** Who is asked to act: who acknowledged, else who was paged last. */
const holderOf = (incident: IncidentSummary): string | null => incident.acknowledgedBy ?? incident.paged;

const waitsSinceNs = (incident: IncidentSummary): number => incident.pagedAtNs ?? incident.openedAtNs;

function compareIncidents(one: IncidentSummary, other: IncidentSummary): number {
  return (
    stateRank[one.state] - stateRank[other.state] ||
    severityRank[one.severity] - severityRank[other.severity] ||
    waitsSinceNs(one) - waitsSinceNs(other) ||
    one.incident.length - other.incident.length ||
    (one.incident < other.incident ? -1 : 1)
  );
}

/** Incidents that paged somebody: unacknowledged first, then by severity, then the one that has waited longest. */
export function inboxOf(
  incidents: readonly IncidentSummary[],
  filter: InboxFilter,
  person: string | null,
): IncidentSummary[] {
  return incidents
    .filter((incident) => incident.pages > 0)
    .filter((incident) => filter === 'all' || incident.state !== 'resolved')
    .filter((incident) => filter !== 'mine' || holderOf(incident) === person)
    .sort(compareIncidents);
}

/** How many incidents each filter would show. */
export function inboxCounts(incidents: readonly IncidentSummary[], person: string | null): Record<InboxFilter, number> {
  return {
    mine: inboxOf(incidents, 'mine', person).length,
    team: inboxOf(incidents, 'team', person).length,
    all: inboxOf(incidents, 'all', person).length,
  };
}

function waitingFor(open: readonly IncidentSummary[], person: string | null, nameOf: (person: string) => string) {
  const mine = open.filter((incident) => incident.paged === person).length;
  const waits = (count: number) => `${countOf(count, 'page')} ${count === 1 ? 'waits' : 'wait'}`;
  if (mine === open.length) return `${waits(mine)} for you`;
  if (mine > 0) return `${waits(open.length)}, ${mine} of them for you`;
  const others = [...new Set(open.map((incident) => incident.paged))];
  const [only] = others;
  return others.length === 1 && typeof only === 'string'
    ? `${waits(open.length)} for ${nameOf(only)}`
    : waits(open.length);
}

/** That nobody will be paged by itself any more, for how many of the pages. */
function unansweredWords(open: readonly IncidentSummary[]): string {
  const unanswered = open.filter((incident) => incident.exhausted).length;
  if (unanswered === 0) return '';
  const which = unanswered === open.length ? '' : ` for ${unanswered} of them`;
  return `; nobody is left to page${which}`;
}

/** The state of the inbox in one sentence: who is needed. */
export function inboxSentence(
  incidents: readonly IncidentSummary[],
  person: string | null,
  nameOf: (person: string) => string,
): string {
  const open = incidents.filter((incident) => incident.state === 'open');
  if (open.length > 0) return waitingFor(open, person, nameOf) + unansweredWords(open);
  const inHand = incidents.filter((incident) => incident.state === 'acknowledged');
  if (inHand.length === 0) return 'Nobody is needed';
  const mine = inHand.filter((incident) => incident.acknowledgedBy === person).length;
  if (mine > 0) return `Nobody waits; you have ${countOf(mine, 'incident')} in hand`;
  return `Nobody waits; ${countOf(inHand.length, 'incident')} in hand`;
}

/** How the inbox was left when the run ended. */
export function overSentence(incidents: readonly IncidentSummary[]): string {
  if (incidents.length === 0) return 'Nobody was paged in this drill';
  const left = incidents.filter((incident) => incident.state !== 'resolved').length;
  const all = countOf(incidents.length, 'incident');
  if (left === 0) return `${all}, ${incidents.length === 1 ? 'resolved' : 'all resolved'}`;
  return `${all}, ${left === incidents.length ? 'none resolved' : `${left} not resolved`}`;
}
