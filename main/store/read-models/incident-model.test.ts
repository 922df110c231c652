import { describe, expect, test } from 'vitest';
import type { EventDataOf, EventKind, LoggedEvent } from '../../../shared/model/events.ts';
import type { IncidentSummary } from '../../../shared/model/views.ts';
import { foldIncident, type IncidentModel, openIncident } from './incident-model.ts';

const rules = { escalateAfterNs: 300 };
const incident = 'INC-1';
const byAda = { incident, person: 'ada' };
const onProcessor = { host: 'h', processor: 64 };

let seq = 0;
function event<Kind extends EventKind>(kind: Kind, at: number, data: EventDataOf<Kind>): LoggedEvent<Kind> {
  seq += 1;
  return { seq, at, kind, subject: '', data, causes: [], observed: seq, observedCauses: [] };
}

const opened = (): IncidentModel =>
  openIncident(event('incident.opened', 5, { incident, severity: 'high', title: 'First', host: 'h' }), 'h/64');
const page = (at: number, person: string, step: number): LoggedEvent =>
  event('page.sent', at, { page: 'PAGE-1', incident, person, step, severity: 'high', title: '', why: '' });
const alert = (at: number): LoggedEvent =>
  event('alert.raised', at, { alert: 'A', rule: 'r', severity: 'high', ...onProcessor, title: '', evidence: '' });
const acknowledged = (at: number, person = 'ada'): LoggedEvent =>
  event('incident.acknowledged', at, { incident, person, waitedNs: 1 });
const unanswered = (at: number, person: string): LoggedEvent =>
  event('page.unanswered', at, { page: 'PAGE-1', incident, person, waitedNs: 300 });

/** The incident after its opening and these events. They are numbered already, so that the opening is number 0. */
const afterEvents = (...events: LoggedEvent[]): IncidentSummary =>
  events.reduce((model, each) => foldIncident(model, each, rules), { ...opened(), openedSeq: 0 }).summary;

describe('an incident', () => {
  test('is escalated from step to step while nobody answers', () => {
    expect(afterEvents(page(10, 'ada', 1))).toMatchObject({
      paged: 'ada',
      pagedAtNs: 10,
      pages: 1,
      escalatesAtNs: 310,
    });
    const second = [page(10, 'ada', 1), unanswered(310, 'ada'), page(310, 'grace', 2)];
    expect(afterEvents(...second)).toMatchObject({ paged: 'grace', pages: 2, escalatesAtNs: null, exhausted: false });
    const exhausted = [...second, unanswered(610, 'grace'), event('escalation.exhausted', 610, { incident, pages: 2 })];
    expect(afterEvents(...exhausted)).toMatchObject({ exhausted: true, escalatesAtNs: null, state: 'open' });
    expect(afterEvents(...exhausted, acknowledged(700))).toMatchObject({ exhausted: false, state: 'acknowledged' });
  });

  test('is not escalated by a page to somebody who is only told', () => {
    expect(afterEvents(page(10, 'ada', 1), acknowledged(20), page(30, 'grace', 1))).toMatchObject({
      ...{ state: 'acknowledged', acknowledgedBy: 'ada', acknowledgedAtNs: 20 },
      ...{ paged: 'grace', pages: 2, escalatesAtNs: null },
    });
  });

  test('is nobody’s after it was given back, and is paged again', () => {
    const givenBack = [page(10, 'ada', 1), acknowledged(20), event('incident.unacknowledged', 30, byAda)];
    expect(afterEvents(...givenBack)).toMatchObject({ state: 'open', acknowledgedBy: null, acknowledgedAtNs: null });
    expect(afterEvents(...givenBack, page(30, 'ada', 1))).toMatchObject({ escalatesAtNs: 330, pages: 2 });
  });

  test('goes back to who had it when it is reopened', () => {
    const resolved = event('incident.resolved', 40, byAda);
    const reopened = event('incident.reopened', 50, byAda);
    expect(afterEvents(acknowledged(20), resolved)).toMatchObject({
      state: 'resolved',
      resolvedBy: 'ada',
      resolvedAtNs: 40,
    });
    expect(afterEvents(acknowledged(20), resolved, reopened)).toMatchObject({
      ...{ state: 'acknowledged', acknowledgedBy: 'ada', resolvedBy: null, resolvedAtNs: null },
    });
    expect(afterEvents(resolved, reopened)).toMatchObject({ state: 'open', acknowledgedBy: null });
  });

  test('is heard again when it gets worse', () => {
    const silenced = event('incident.silenced', 20, byAda);
    expect(afterEvents(silenced)).toMatchObject({ silenced: true, severity: 'high', title: 'First' });
    const raised = event('incident.raised', 30, { incident, severity: 'critical', title: 'Worse' });
    expect(afterEvents(silenced, raised)).toMatchObject({ silenced: false, severity: 'critical', title: 'Worse' });
  });

  test('is calm until its processor raises another alert', () => {
    const calmed = event('incident.calmed', 20, { incident, evidence: 'no error for 120 s' });
    expect(afterEvents(calmed)).toMatchObject({ calm: 'no error for 120 s', alerts: 1 });
    expect(afterEvents(calmed, alert(30))).toMatchObject({ calm: null, alerts: 2 });
  });
});
