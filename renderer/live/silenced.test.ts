import { expect, it } from 'vitest';
import type { IncidentSummary, PagerView } from '../../shared/model/views.ts';
import { SilencedIncidents } from './silenced.ts';

const event = (kind: 'incident.silenced' | 'incident.raised' | 'page.sent', incident: string) => ({
  kind,
  data: { incident },
});

it('an incident is silent from its silencing to its raise', () => {
  const silenced = new SilencedIncidents();
  silenced.take(event('incident.silenced', 'INC-1'));
  silenced.take(event('page.sent', 'INC-1'));
  expect([silenced.has('INC-1'), silenced.has('INC-2'), silenced.has(null)]).toEqual([true, false, false]);
  silenced.take(event('incident.raised', 'INC-2'));
  expect(silenced.has('INC-1')).toBe(true);
  silenced.take(event('incident.raised', 'INC-1'));
  expect(silenced.has('INC-1')).toBe(false);
});

it('a snapshot says which are silent', () => {
  const silenced = new SilencedIncidents();
  silenced.take(event('incident.silenced', 'INC-1'));
  const incidents = [
    { incident: 'INC-1', silenced: false },
    { incident: 'INC-2', silenced: true },
  ] as IncidentSummary[];
  silenced.reset({ number: 9, atNs: 9, onCall: null, incidents } satisfies PagerView);
  expect([silenced.has('INC-1'), silenced.has('INC-2')]).toEqual([false, true]);
});
