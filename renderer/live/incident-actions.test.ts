import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncidentSummary } from '../../shared/model/views.ts';
import { actionsOn } from './incident-actions.ts';

const open: IncidentSummary = {
  incident: 'INC-1',
  state: 'open',
  severity: 'high',
  title: 'CPU64 of sf15k-domc was taken off-line',
  host: 'sf15k-domc',
  openedAtNs: 0,
  paged: 'dana',
  pagedAtNs: 0,
  pages: 1,
  escalatesAtNs: 300,
  exhausted: false,
  acknowledgedBy: null,
  acknowledgedAtNs: null,
  resolvedBy: null,
  resolvedAtNs: null,
  silenced: false,
  calm: null,
  alerts: 1,
};
const mine: IncidentSummary = { ...open, state: 'acknowledged', acknowledgedBy: 'dana', escalatesAtNs: null };
const resolved: IncidentSummary = { ...mine, state: 'resolved', resolvedBy: 'dana' };

const labels = (incident: IncidentSummary, person: string) => actionsOn(incident, person).map(({ label }) => label);

describe('what can be done about an incident', () => {
  test('one key never means two things, and one thing at most stands out', () => {
    const incidents = fc.record({
      base: fc.constantFrom(open, mine, resolved),
      person: fc.constantFrom('dana', 'ravi'),
      silenced: fc.boolean(),
      exhausted: fc.boolean(),
      calm: fc.constantFrom(null, 'no error for 2 min'),
    });
    fc.assert(
      fc.property(incidents, ({ base, person, ...change }) => {
        const actions = actionsOn({ ...base, ...change }, person);
        const keys = actions.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(actions.filter(({ primary }) => primary).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('what is done can be undone in the state that it leads to', () => {
    const undoOf = (incident: IncidentSummary, label: string) =>
      actionsOn(incident, 'dana').find((action) => action.label === label)?.undo;
    expect(actionsOn(mine, 'dana').map(({ command }) => command)).toContainEqual(undoOf(open, 'Acknowledge'));
    expect(actionsOn(resolved, 'dana').map(({ command }) => command)).toContainEqual(undoOf(mine, 'Resolve'));
    expect(actionsOn(mine, 'dana').map(({ command }) => command)).toContainEqual(undoOf(resolved, 'Reopen'));
  });

  test('another person’s incident can be taken over, my own not', () => {
    expect(labels(mine, 'ravi')[0]).toBe('Take over');
    expect(labels(mine, 'dana')).not.toContain('Take over');
  });

  test('escalating is offered while somebody is left to page, paging again once nobody is', () => {
    expect(labels(open, 'dana')).toContain('Escalate');
    expect(labels({ ...open, escalatesAtNs: null }, 'dana')).not.toContain('Escalate');
    expect(labels({ ...open, escalatesAtNs: null, exhausted: true }, 'dana')).toContain('Page again');
  });

  test('resolving stands out once the cause is gone, not before', () => {
    const primary = (incident: IncidentSummary) => actionsOn(incident, 'dana').find((action) => action.primary)?.label;
    expect(primary(open)).toBe('Acknowledge');
    expect(primary(mine)).toBeUndefined();
    expect(primary({ ...mine, calm: 'no error for 2 min' })).toBe('Resolve');
  });
});
