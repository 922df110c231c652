import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStation } from '../../main/station/open-station.ts';
import type { Station } from '../../main/station/station.ts';
import { openStore } from '../../main/store/open-store.ts';
import { minuteNs } from '../../shared/lib/time.ts';
import { until } from './test-station.ts';

const drill = 'sf15k-domc-1136';
let folder = '';
let station: Station;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redline-resume-'));
  station = await openStation({ folder });
});
afterEach(async () => {
  await station.close();
  await rm(folder, { recursive: true, force: true });
});

/** A run at full speed that has sent its first page, and therefore goes on at pace 1. */
async function startPaged(): Promise<string> {
  const session = station.newSession();
  const { run } = await station.startRun(session, { drill, seed: 7, pace: null, dropWhenPaged: true });
  await until(async () => ((await station.readRun(session, run)).pages > 0 ? true : null), 'the first page');
  return run;
}

async function reopen(): Promise<void> {
  await station.close();
  station = await openStation({ folder });
}

test('a run at full speed slows down at its page, before anything else happens', async () => {
  const run = await startPaged();
  const session = station.newSession();
  const { pace, atNs } = await station.readRun(session, run);
  const { incidents } = await station.pager(session, run);
  const pagedAtNs = incidents[0]?.pagedAtNs ?? 0;
  expect(pace).toBe(1);
  expect(pagedAtNs).toBeGreaterThan(0);
  expect(atNs - pagedAtNs).toBeLessThan(minuteNs);
  expect(incidents).toMatchObject([{ pages: 1, calm: null, state: 'open' }]);
});

test('a run that asked not to be slowed down is not', async () => {
  const session = station.newSession();
  const { run } = await station.startRun(session, { drill, seed: 7, pace: null, dropWhenPaged: false });
  expect(await station.whenEnded(run)).toMatchObject({ state: 'ended', pace: null });
});

test('a run resumes by itself at the pace that it had', async () => {
  const run = await startPaged();
  const session = station.newSession();
  await station.paceRun(session, run, 10, true);
  await reopen();
  const before = await station.readRun(station.newSession(), run);
  expect(before).toMatchObject({ state: 'running', pace: 10, pages: 1 });
  const after = await until(async () => {
    const summary = await station.readRun(station.newSession(), run);
    return summary.atNs > before.atNs ? summary : null;
  }, 'a run that goes on');
  expect(after.pace).toBe(10);
});

test('a command that was accepted and not applied is applied on resuming', async () => {
  const run = await startPaged();
  await station.paceRun(station.newSession(), run, 0, true);
  await station.close();
  const store = openStore({ folder, now: () => new Date() });
  const command = { kind: 'incident.acknowledge', incident: 'INC-1' } as const;
  store.acceptCommand({ run, actor: 'ravi', role: 'responder', command, createdAt: new Date().toISOString() });
  store.close();
  station = await openStation({ folder });
  const acknowledged = await until(async () => {
    const [incident] = (await station.pager(station.newSession(), run)).incidents;
    return incident?.acknowledgedBy ?? null;
  }, 'the acknowledgement');
  expect(acknowledged).toBe('ravi');
});

test('a line that was typed before a crash runs once, also when the run is opened again', async () => {
  const run = await startPaged();
  await station.paceRun(station.newSession(), run, 0, true);
  const host = 'sf15k-domc';
  const typedLines = async (): Promise<unknown[]> => {
    const { entries } = await station.console(station.newSession(), { run, host, before: null, limit: 500 });
    return entries
      .filter(({ kind }) => kind === 'console.ran')
      .map(({ data }) => [data.line, data.person, data.output]);
  };
  await station.command(station.newSession(), run, { kind: 'console.run', host, line: 'psradm -v -f 65' });
  await until(async () => ((await typedLines()).length === 1 ? true : null), 'the line');
  await station.close();
  const store = openStore({ folder, now: () => new Date() });
  const command = { kind: 'console.run', host, line: 'psrinfo -s 65' } as const;
  store.acceptCommand({ run, actor: 'ravi', role: 'responder', command, createdAt: new Date().toISOString() });
  store.close();
  station = await openStation({ folder });
  await until(async () => ((await typedLines()).length === 2 ? true : null), 'the line that was accepted');
  await reopen();
  expect(await typedLines()).toEqual([
    ['psradm -v -f 65', 'dana', 'processor 65 taken off-line.'],
    ['psrinfo -s 65', 'ravi', '0'],
  ]);
});

test('a run that this program does not repeat opens read-only and says why', async () => {
  const run = await startPaged();
  await station.paceRun(station.newSession(), run, 0, true);
  await station.close();
  const database = new Database(join(folder, 'redline.db'));
  database.prepare('UPDATE run SET digest = ? WHERE run = ?').run('0123456789abcdef', run);
  database.close();
  station = await openStation({ folder });
  const session = station.newSession();
  const frozen = await until(async () => {
    const summary = await station.readRun(session, run);
    return summary.state === 'read-only' ? summary : null;
  }, 'a run that can only be read');
  expect(frozen.reason).toMatch(/digest/);
  expect(frozen.pages).toBe(1);
  expect((await station.pager(session, run)).incidents.length).toBe(1);
  await expect(station.paceRun(session, run, 10, true)).rejects.toMatchObject({ code: 'CONFLICT' });
  await reopen();
  expect(await station.readRun(station.newSession(), run)).toMatchObject({ state: 'read-only' });
});
