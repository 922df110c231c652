import { afterEach, expect, test } from 'vitest';
import type { StoreApi } from '../../main/store/store-api.ts';
import { appendStart, LogBuilder } from './log-builder.ts';
import { batchOf, newFolder, newStore, removeStations } from './station.ts';

afterEach(removeStations);

const run = 'run-1';
const host = 'sf15k-domc';
const booting = {
  host,
  platform: 'starcat',
  cpuType: 'US-III+',
  release: 'solaris9',
  bootedAt: '2003-10-23T12:00:00Z',
};

/** Somebody saves a text; answers when. */
function save(log: LogBuilder, number: number, actor: string, text: string): number {
  log.at += 60e9;
  const data = { number, actor, role: 'responder', command: 'system-file.save', incident: '' };
  const applied = log.append('command.applied', actor, data);
  log.append('system-file.saved', host, { host, text }, [applied]);
  return log.at;
}

function opened(log: LogBuilder): StoreApi {
  const store = newStore(newFolder());
  for (const { kind, data } of log.events) {
    if (kind !== 'command.applied') continue;
    const command = { kind: 'system-file.save', host, text: '' } as const;
    const { actor } = data as { actor: string };
    store.acceptCommand({ run, actor, role: 'responder', command, createdAt: '2026-01-01T00:00:00Z' });
  }
  store.append(batchOf(log.events, { atNs: log.at }));
  return store;
}

test('versions have who and when, and what runs is what the last boot has read', () => {
  const log = new LogBuilder();
  const start = appendStart(log);
  const first = save(log, 1, 'ada', 'set autoup=40\n');
  log.at += 60e9;
  const bootedAtNs = log.at;
  log.append('host.booted', host, booting, [start]);
  const second = save(log, 2, 'grace', '* one\nset autoup=50');
  const store = opened(log);
  expect(store.systemFile(run, host, 'responder')).toMatchObject({
    host,
    release: 'solaris9',
    bootedAtNs,
    saved: { version: 2, text: '* one\nset autoup=50' },
    running: { version: 1, text: 'set autoup=40\n' },
    versions: [
      { version: 2, atNs: second, person: 'grace', lines: 2 },
      { version: 1, atNs: first, person: 'ada', lines: 1 },
      { version: 0, atNs: 0, person: null, lines: 0 },
    ],
    total: 3,
  });
  expect([0, 1, 2, 3].map((version) => store.systemFileText(run, host, version))).toEqual([
    '',
    'set autoup=40\n',
    '* one\nset autoup=50',
    null,
  ]);
  store.close();
});

test('a boot that was told to read another text runs with that, until the next boot', () => {
  const log = new LogBuilder();
  const start = appendStart(log);
  save(log, 1, 'ada', 'rootfs: nfs\n');
  log.at += 60e9;
  log.append('system-file.bypassed', host, { host, text: '* the one before\n' }, [start]);
  log.append('host.booted', host, booting, [start]);
  const bypassed = opened(log);
  expect(bypassed.systemFile(run, host, 'trainer')?.running).toEqual({ version: null, text: '* the one before\n' });
  bypassed.close();
  save(log, 2, 'ada', 'set autoup=40\n');
  log.append('host.booted', host, booting, [start]);
  const store = opened(log);
  expect(store.systemFile(run, host, 'trainer')?.running).toEqual({ version: 2, text: 'set autoup=40\n' });
  store.close();
});

test('a host that the run has not has no file', () => {
  const log = new LogBuilder();
  appendStart(log);
  const store = opened(log);
  expect(store.systemFile(run, 'nowhere', 'trainer')).toBeNull();
  expect(store.systemFileText(run, 'nowhere', 0)).toBeNull();
  store.close();
});
