import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncidentSummary } from '../../../shared/model/views.ts';
import { inboxOf, inboxSentence, overSentence } from './inbox.ts';

const summary: IncidentSummary = {
  incident: 'INC-1',
  state: 'open',
  severity: 'high',
  title: 'CPU64 of sf15k-domc was taken off-line',
  host: 'sf15k-domc',
  openedAtNs: 0,
  paged: 'dev',
  pagedAtNs: 0,
  pages: 1,
  escalatesAtNs: null,
  exhausted: false,
  acknowledgedBy: null,
  acknowledgedAtNs: null,
  resolvedBy: null,
  resolvedAtNs: null,
  silenced: false,
  calm: null,
  alerts: 1,
};

const incidents = fc
  .array(
    fc.record({
      state: fc.constantFrom('open', 'acknowledged', 'resolved'),
      severity: fc.constantFrom('critical', 'high', 'warning', 'info'),
      pagedAtNs: fc.nat(3),
      pages: fc.nat(2),
      paged: fc.constantFrom('dev', 'ops'),
    }),
    { maxLength: 12 },
  )
  .map((parts) => parts.map((part, index): IncidentSummary => ({ ...summary, ...part, incident: `INC-${index + 1}` })));

const nameOf = (person: string) => (person === 'dev' ? 'Payments dev' : 'Operations');

describe('the inbox of the pager', () => {
  test('unacknowledged first, then severity, then age, in whatever order incidents come', () => {
    const states = ['open', 'acknowledged', 'resolved'];
    const severities = ['critical', 'high', 'warning', 'info'];
    fc.assert(
      fc.property(incidents, (all) => {
        const rows = inboxOf(all, 'all', 'dev');
        expect(rows.length).toBe(all.filter(({ pages }) => pages > 0).length);
        expect(inboxOf([...all].reverse(), 'all', 'dev')).toEqual(rows);
        const keys = rows.map(
          (row) => states.indexOf(row.state) * 1000 + severities.indexOf(row.severity) * 100 + (row.pagedAtNs ?? 0),
        );
        expect(keys).toEqual([...keys].sort((one, other) => one - other));
      }),
    );
  });

  test('mine is inside team, team is inside all', () => {
    fc.assert(
      fc.property(incidents, (all) => {
        const [mine, team, whole] = (['mine', 'team', 'all'] as const).map((filter) =>
          inboxOf(all, filter, 'dev').map(({ incident }) => incident),
        );
        expect(team).toEqual(expect.arrayContaining(mine ?? []));
        expect(whole).toEqual(expect.arrayContaining(team ?? []));
      }),
    );
  });

  test('says when nobody is left to page', () => {
    const unanswered = { ...summary, exhausted: true };
    expect(inboxSentence([unanswered], 'ops', nameOf)).toBe('1 page waits for Payments dev; nobody is left to page');
    expect(inboxSentence([unanswered, summary], 'dev', nameOf)).toBe(
      '2 pages wait for you; nobody is left to page for 1 of them',
    );
  });

  test('says how a run was left', () => {
    const resolved = { ...summary, state: 'resolved' as const };
    expect(overSentence([])).toBe('Nobody was paged in this drill');
    expect(overSentence([resolved])).toBe('1 incident, resolved');
    expect(overSentence([resolved, resolved])).toBe('2 incidents, all resolved');
    expect(overSentence([summary, resolved])).toBe('2 incidents, 1 not resolved');
    expect(overSentence([summary, summary])).toBe('2 incidents, none resolved');
  });

  test('says in words who is needed', () => {
    const other = { ...summary, incident: 'INC-2', paged: 'ops' };
    const taken = { ...summary, state: 'acknowledged' as const, acknowledgedBy: 'dev' };
    expect(inboxSentence([summary], 'dev', nameOf)).toBe('1 page waits for you');
    expect(inboxSentence([summary], 'ops', nameOf)).toBe('1 page waits for Payments dev');
    expect(inboxSentence([summary, other], 'dev', nameOf)).toBe('2 pages wait, 1 of them for you');
    expect(inboxSentence([taken], 'dev', nameOf)).toBe('Nobody waits; you have 1 incident in hand');
    expect(inboxSentence([taken], 'ops', nameOf)).toBe('Nobody waits; 1 incident in hand');
    expect(inboxSentence([{ ...summary, state: 'resolved' }], 'dev', nameOf)).toBe('Nobody is needed');
  });
});
