import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeTimeline } from '../../main/export/encode-timeline.ts';
import { timelineEntries } from '../../main/export/timeline-entries.ts';
import { timelineHeader } from '../../main/export/timeline-header.ts';
import { timelineFileSchema } from '../../main/export/timeline-schema.ts';
import { openStore } from '../../main/store/open-store.ts';
import type { StoreApi } from '../../main/store/store-api.ts';
import { assertPresent } from '../../shared/lib/assert.ts';
import type { Role } from '../../shared/model/ids.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import { libraryDrills } from '../determinism/library-drills.ts';
import { playWhole } from '../determinism/playing.ts';
import { batchOf, newFolder, removeStations, testNow } from './station.ts';

const run = 'run-1';
const [, drill] = assertPresent(libraryDrills[0], 'there is a library drill');
const scenario: Scenario = { drill, seed: 7, responder: { kind: 'automatic' }, ending: 'unattended' };
const { events, digest } = playWhole(scenario);

let store: StoreApi;
beforeAll(() => {
  store = openStore({ folder: newFolder(), now: testNow });
  store.createRun({ run, drill: 'library', scenario, createdAt: '' });
  store.append(batchOf(events, { digest, ended: 'Every incident is closed.' }));
});
afterAll(() => {
  store.close();
  removeStations();
});

async function timeline(format: 'json' | 'md' | 'csv', role: Role, incident: string | null): Promise<string> {
  const summary = assertPresent(store.readRun(run), 'the run is there');
  const seen = store.events({ run, role, incident, after: 0, limit: 10_000 });
  const header = await timelineHeader(summary, incident, role, seen);
  let text = '';
  for await (const chunk of encodeTimeline(format, header, timelineEntries(seen, { ...summary, incident })))
    text += chunk;
  return text;
}

describe('the timeline of a whole drill', () => {
  test('has its page, acknowledgement and resolution, with the figures of the run', async () => {
    const file = timelineFileSchema.parse(JSON.parse(await timeline('json', 'trainer', null)));
    const pages = events.filter(({ kind }) => kind === 'page.sent').length;
    expect(pages).toBeGreaterThan(0);
    expect(file.header).toMatchObject({ mark: 'DRILL', drill: drill.title, seed: 7, digest, incident: null });
    expect(file.header.figures.find(({ name }) => name === 'Pages')?.value).toBe(String(pages));
    expect(file.header.figures.find(({ name }) => name === 'Time to acknowledge')?.value).toMatch(/^median 1 min/);
    const logged = events.filter(({ kind }) => kind !== 'message.logged' && kind !== 'processor.configured');
    expect(file.entries.map(({ number, atNs }) => [number, atNs])).toEqual(logged.map(({ seq, at }) => [seq, at]));
  });

  test.each(['json', 'md', 'csv'] as const)('tells a responder no truth, as %s', async (format) => {
    expect(await timeline(format, 'trainer', null)).toContain('inject.ecc');
    expect(await timeline(format, 'responder', null)).not.toContain('inject');
    expect(await timeline(format, 'responder', 'INC-1')).not.toContain('inject');
  });

  test('of an incident goes back to the errors behind its alert and has no other incident', async () => {
    const file = timelineFileSchema.parse(JSON.parse(await timeline('json', 'responder', 'INC-1')));
    const kinds = file.entries.map(({ kind }) => kind);
    expect(kinds.indexOf('ecc.reported')).toBeGreaterThanOrEqual(0);
    expect(kinds.indexOf('ecc.reported')).toBeLessThan(kinds.indexOf('page.sent'));
    expect(kinds).toContain('incident.resolved');
    expect(new Set(file.entries.map(({ incident }) => incident))).toEqual(new Set(['INC-1']));
    expect(file.header.figures[0]).toMatchObject({ name: 'Incidents', value: '1' });
  });
});
