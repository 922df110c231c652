import { describe, expect, test } from 'vitest';
import type { AudienceEvent } from '../../shared/model/events.ts';
import type { TimelineEntry } from '../../shared/model/views.ts';
import { type TimelineRun, timelineEntries } from './timeline-entries.ts';
import { FigureCounter } from './timeline-figures.ts';

const about = { incident: 'INC-1' };
const events: AudienceEvent[] = [
  {
    number: 3,
    at: 60_000_000_000,
    kind: 'message.logged',
    subject: 'sf15k-domc',
    data: { host: 'sf15k-domc', module: 'unix', id: 1, level: 'warning', text: 'WARNING' },
    causes: [2],
  },
  {
    number: 4,
    at: 61_500_000_000,
    kind: 'inject.ecc',
    subject: 'sf15k-domc/64',
    data: { host: 'sf15k-domc', processor: 64, inject: 1, name: 'UCC' },
    causes: [1],
  },
  {
    number: 5,
    at: 3_723_000_000_000,
    kind: 'incident.acknowledged',
    subject: 'INC-1',
    data: { ...about, person: 'ada', waitedNs: 62_000_000_000 },
    causes: [4, 0],
  },
];
const run = { startsAt: '2003-10-23T11:37:05Z', people: [{ id: 'ada', name: 'Ada Byron' }], incident: null };

async function entriesOf(of: TimelineRun): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  for await (const entry of timelineEntries(events, of)) entries.push(entry);
  return entries;
}

describe('timeline entries', () => {
  test('are what happened, when, and to whom, without the lines of logs', async () => {
    const entries = await entriesOf(run);
    expect(entries.map(({ number }) => number)).toEqual([4, 5]);
    expect(entries[0]).toMatchObject({
      time: '2003-10-23T11:38:06.500Z',
      offset: '0:01:01',
      truth: true,
      incident: '',
    });
    expect(entries[1]).toMatchObject({
      time: '2003-10-23T12:39:08.000Z',
      offset: '1:02:03',
      truth: false,
      causes: [4, 0],
    });
    expect(entries[1]).toMatchObject({ incident: 'INC-1', atNs: 3_723_000_000_000 });
    expect(entries[1]?.actor).toBe('Ada Byron');
  });

  test('all belong to the incident that the timeline is of', async () => {
    const entries = await entriesOf({ ...run, incident: 'INC-1' });
    expect(entries.map(({ incident }) => incident)).toEqual(['INC-1', 'INC-1']);
  });
});

describe('figures', () => {
  const event = (kind: AudienceEvent['kind'], seconds: number, incident: string): AudienceEvent => ({
    number: 1,
    at: seconds * 1e9,
    kind,
    subject: incident,
    data: { incident },
    causes: [],
  });

  test('count from the first page to the first acknowledgement and the last resolution', () => {
    const counter = new FigureCounter();
    for (const each of [
      event('incident.opened', 10, 'INC-1'),
      event('page.sent', 10, 'INC-1'),
      event('page.sent', 20, 'INC-1'),
      event('incident.acknowledged', 72, 'INC-1'),
      event('incident.acknowledged', 80, 'INC-1'),
      event('incident.resolved', 90, 'INC-1'),
      event('incident.reopened', 95, 'INC-1'),
      event('incident.resolved', 130, 'INC-1'),
      event('incident.opened', 200, 'INC-2'),
      event('page.sent', 200, 'INC-2'),
      event('command.refused', 210, 'INC-9'),
    ])
      counter.add(each);
    expect(counter.figures().map(({ value }) => value)).toEqual([
      '2',
      '3',
      'median 1 min 2 s, 90th percentile 1 min 2 s, n = 1',
      'median 2 min, 90th percentile 2 min, n = 1',
    ]);
  });

  test('say so where nothing was acknowledged', () => {
    expect(new FigureCounter().figures().map(({ value }) => value)).toEqual(['0', '0', 'none', 'none']);
  });
});
