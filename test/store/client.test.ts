import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openStore } from '../../main/store/open-store.ts';
import { StoreRefused } from '../../main/store/store-refused.ts';
import { openStoreClient } from '../../main/workers/store-client.ts';
import { AssertionError } from '../../shared/lib/assert.ts';
import { appendStart, LogBuilder, lineData, sampleLog, sampleScenario } from './log-builder.ts';
import { batchOf, newFolder, removeStations, testNow } from './station.ts';

afterEach(removeStations);

const run = 'run-1';
const newRun = { run, drill: 'quiet', scenario: sampleScenario, createdAt: '2026-11-21T22:00:00.000Z' };

describe('the store from another thread', () => {
  test('answers what the store itself answers', async () => {
    const folder = newFolder();
    const client = await openStoreClient({ folder });
    await client.createRun(newRun);
    const snapshot = { seq: 25, atNs: 303e9, digest: 'd', state: new Uint8Array([1, 2, 3]) };
    await client.append(batchOf(sampleLog().events, { snapshot }));
    const timeline = { run, role: 'responder', incident: 'INC-1', after: 0, limit: 100 } as const;
    const [pager, fleet, point, events] = await Promise.all([
      client.pager(run, 'trainer'),
      client.fleet(run, 'trainer'),
      client.resumePoint(run),
      client.events(timeline),
    ]);
    await client.close();
    const store = openStore({ folder, now: testNow });
    expect(pager).toEqual(store.pager(run, 'trainer'));
    expect(fleet).toEqual(store.fleet(run, 'trainer'));
    expect(point).toEqual(store.resumePoint(run));
    expect(point.snapshot).toEqual(snapshot);
    expect(events).toEqual(store.events(timeline));
    expect(events).toHaveLength(16);
    store.close();
  });

  test('does what was asked in order, and all of it before it closes', async () => {
    const folder = newFolder();
    const client = await openStoreClient({ folder });
    const log = new LogBuilder();
    appendStart(log);
    for (let line = 0; line < 2_000; line += 1) log.append('message.logged', 'h', lineData(`line ${line}`), [1]);
    const asked = [client.createRun(newRun)] as Promise<unknown>[];
    for (let from = 0; from < log.events.length; from += 100) {
      asked.push(client.append(batchOf(log.events.slice(from, from + 100))));
    }
    const closed = client.close();
    await expect(client.readRun(run)).rejects.toThrow('The station is closed.');
    await closed;
    await Promise.all(asked);
    const store = openStore({ folder, now: testNow });
    expect(store.countEvents({ run, role: 'trainer', incident: null })).toBe(log.events.length);
    store.close();
  });

  test('keeps the type and the sentence of errors, and goes on after them', async () => {
    const client = await openStoreClient({ folder: newFolder() });
    const refused = await client.pager('run-9', 'trainer').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreRefused);
    expect(refused).toMatchObject({ reason: 'not-found', message: 'There is no run run-9 in this station.' });
    await client.createRun(newRun);
    await expect(client.append(batchOf(sampleLog().events.slice(1)))).rejects.toBeInstanceOf(AssertionError);
    expect(await client.readRun(run)).toMatchObject({ events: 0 });
    await client.close();
  });

  test('is refused, with the reason, where the station cannot be opened', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    const refused = await openStoreClient({ folder: join(folder, 'file') }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreRefused);
    expect(refused).toMatchObject({ reason: 'unreachable' });
    const client = await openStoreClient({ folder });
    await expect(openStoreClient({ folder })).rejects.toMatchObject({ reason: 'locked' });
    await client.close();
  });
});
