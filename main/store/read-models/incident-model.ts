import { assert } from '../../../shared/lib/assert.ts';
import type { EventDataOf, LoggedEvent } from '../../../shared/model/events.ts';
import { severitySchema } from '../../../shared/model/ids.ts';
import type { IncidentSummary } from '../../../shared/model/views.ts';

/** An incident as lists show it, with what is needed to go on from there. */
export interface IncidentModel {
  readonly summary: IncidentSummary;
  readonly openedSeq: number;
  /** The newest page about it, 0 before the first: where *Why?* begins. */
  readonly pageSeq: number;
  /** The subject of the alert that opened it, null where none did: later alerts about the same part count here. */
  readonly about: string | null;
}

/** How paging works in the run, as far as an incident's lines tell it. */
export interface PagingRules {
  readonly escalateAfterNs: number;
}

/** Who is on call is paged at the first step, the other person at the last: after that nobody is left. */
const lastStep = 2;

const kindIs = <Kind extends LoggedEvent['kind']>(event: LoggedEvent, kind: Kind): event is LoggedEvent<Kind> =>
  event.kind === kind;

/** A new incident; `about` is the subject of the alert it was opened for. */
export function openIncident(event: LoggedEvent<'incident.opened'>, about: string | null): IncidentModel {
  const { incident, severity, title, host } = event.data;
  return {
    openedSeq: event.seq,
    pageSeq: 0,
    about,
    summary: {
      incident,
      state: 'open',
      severity: severitySchema.parse(severity),
      title,
      host,
      openedAtNs: event.at,
      paged: null,
      pagedAtNs: null,
      pages: 0,
      escalatesAtNs: null,
      exhausted: false,
      acknowledgedBy: null,
      acknowledgedAtNs: null,
      resolvedBy: null,
      resolvedAtNs: null,
      silenced: false,
      calm: null,
      alerts: about === null ? 0 : 1,
    },
  };
}

function pagedChange(
  summary: IncidentSummary,
  { person, step }: EventDataOf<'page.sent'>,
  at: number,
  rules: PagingRules,
): Partial<IncidentSummary> {
  return {
    paged: person,
    pagedAtNs: at,
    pages: summary.pages + 1,
    exhausted: false,
    escalatesAtNs: summary.state === 'open' && step < lastStep ? at + rules.escalateAfterNs : null,
  };
}

function changeOf(model: IncidentModel, event: LoggedEvent, rules: PagingRules): Partial<IncidentSummary> {
  const { summary } = model;
  if (kindIs(event, 'page.sent')) return pagedChange(summary, event.data, event.at, rules);
  if (kindIs(event, 'incident.raised')) {
    return { severity: severitySchema.parse(event.data.severity), title: event.data.title, silenced: false };
  }
  if (kindIs(event, 'incident.calmed')) return { calm: event.data.evidence };
  if (kindIs(event, 'alert.raised')) return { alerts: summary.alerts + 1, calm: null };
  if (kindIs(event, 'page.unanswered')) return { escalatesAtNs: null };
  if (kindIs(event, 'escalation.exhausted')) return { escalatesAtNs: null, exhausted: true };
  if (kindIs(event, 'incident.acknowledged')) {
    const acknowledged = { acknowledgedBy: event.data.person, acknowledgedAtNs: event.at };
    return { state: 'acknowledged', ...acknowledged, escalatesAtNs: null, exhausted: false };
  }
  if (kindIs(event, 'incident.unacknowledged')) {
    return { state: 'open', acknowledgedBy: null, acknowledgedAtNs: null };
  }
  if (kindIs(event, 'incident.resolved')) {
    return { state: 'resolved', resolvedBy: event.data.person, resolvedAtNs: event.at, escalatesAtNs: null };
  }
  if (kindIs(event, 'incident.reopened')) {
    const state = summary.acknowledgedBy === null ? 'open' : 'acknowledged';
    return { state, resolvedBy: null, resolvedAtNs: null };
  }
  if (kindIs(event, 'incident.silenced')) return { silenced: true };
  return {};
}

/** The incident after an event about it, or after a further alert about its part. */
export function foldIncident(model: IncidentModel, event: LoggedEvent, rules: PagingRules): IncidentModel {
  assert(event.seq > model.openedSeq, 'an event about an incident comes before its opening');
  const summary = { ...model.summary, ...changeOf(model, event, rules) };
  return { ...model, summary, pageSeq: event.kind === 'page.sent' ? event.seq : model.pageSeq };
}
