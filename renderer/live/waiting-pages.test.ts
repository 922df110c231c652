import { describe, expect, it } from 'vitest';
import type { IncidentSummary, PagerView, RunSummary } from '../../shared/model/views.ts';
import { waitingFor } from './waiting-pages.ts';

const run = { run: 'other', title: 'Another drill' } as RunSummary;
const incident = (change: Partial<IncidentSummary>) =>
  ({ state: 'open', severity: 'high', paged: 'ada', ...change }) as IncidentSummary;
const pager = (...incidents: IncidentSummary[]): PagerView => ({ number: 1, atNs: 1, incidents, onCall: null });

describe('pages of a drill that is not on screen', () => {
  it('are mine that nobody has acknowledged, as severe as the worst of them', () => {
    const found = waitingFor(
      run,
      pager(
        incident({}),
        incident({ severity: 'critical' }),
        incident({ state: 'acknowledged', severity: 'critical' }),
        incident({ paged: 'grace' }),
      ),
      'ada',
    );
    expect(found).toEqual({ run, waiting: 2, severity: 'critical' });
  });

  it('are none when they are for others, or in hand', () => {
    expect(waitingFor(run, pager(incident({ paged: 'grace' }), incident({ state: 'resolved' })), 'ada')).toBeNull();
    expect(waitingFor(run, pager(), 'ada')).toBeNull();
  });
});
