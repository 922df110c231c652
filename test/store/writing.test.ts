import { serialize } from 'node:v8';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../main/store/open-store.ts';
import type { StoreApi } from '../../main/store/store-api.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import { appendStart, LogBuilder, sampleLog, sampleScenario } from './log-builder.ts';
import { batchOf, newFolder, newStore, removeStations, testNow } from './station.ts';

const run = 'run-1';
let folder: string;
let store: StoreApi;
beforeEach(() => {
  folder = newFolder();
  store = newStore(folder);
});
afterEach(() => {
  store.close();
  removeStations();
});

const acknowledge = { kind: 'incident.acknowledge', incident: 'INC-1' } as const;
const accept = (actor = 'ada') =>
  store.acceptCommand({ run, actor, role: 'responder', command: acknowledge, createdAt: '2026-11-21T22:00:00.000Z' });

/** A log in which commands are applied: their numbers in the order given. */
function logWithCommands(...numbers: number[]): LogBuilder {
  const log = new LogBuilder();
  appendStart(log);
  for (const number of numbers) {
    log.at += 5e9;
    const data = { number, actor: 'ada', role: 'responder', command: 'incident.acknowledge', incident: 'INC-1' };
    log.append('command.applied', 'INC-1', data);
  }
  return log;
}

describe('appending', () => {
  const { events } = sampleLog();

  test('goes on exactly where the log ends, or not at all', () => {
    store.append(batchOf(events.slice(0, 10)));
    const wrong: [string, readonly LoggedEvent[]][] = [
      ['overlapping', events.slice(9, 12)],
      ['the same again', events.slice(0, 10)],
      ['a gap', events.slice(11, 14)],
      ['out of order', [events[11], events[10]] as LoggedEvent[]],
      ['wrong numbering', events.slice(10, 12).map((event) => ({ ...event, observed: event.observed + 1 }))],
      ['back in time', events.slice(10, 14).map((event, index) => ({ ...event, at: 200e9 - index }))],
    ];
    for (const [name, batch] of wrong) {
      expect(() => store.append(batchOf(batch, { atNs: 900e9 })), name).toThrow(
        expect.objectContaining({ name: 'AssertionError' }),
      );
    }
    expect(store.resumePoint(run)).toMatchObject({ seq: 10, atNs: events[9]?.at, digest: '0000000000000010' });
    store.append(batchOf(events.slice(10)));
    expect(store.countEvents({ run, role: 'trainer', incident: null })).toBe(events.length);
  });

  test('keeps the position of a batch without events, and the end', () => {
    store.append(batchOf(events));
    store.append(batchOf([], { atNs: 400e9, digest: 'same' }));
    expect(store.readRun(run)).toMatchObject({ atNs: 400e9, digest: 'same', events: 25, state: 'running' });
    expect(store.unfinishedRuns()).toEqual([run]);
    store.append(batchOf([], { atNs: 500e9, ended: 'Every incident is closed.' }));
    expect(store.readRun(run)).toMatchObject({ state: 'ended', reason: 'Every incident is closed.', pages: 1 });
    expect(store.unfinishedRuns()).toEqual([]);
    expect(() => store.append(batchOf([], { atNs: 600e9 }))).toThrow(/does not run/);
    expect(() => accept()).toThrow(expect.objectContaining({ reason: 'conflict' }));
  });

  test('keeps the newest five snapshots and gives back the last', () => {
    const state = (seq: number) => new Uint8Array(serialize({ seq, values: new Float64Array([seq]) }));
    for (let seq = 1; seq <= 8; seq += 1) {
      const snapshot = { seq, atNs: seq, digest: `digest ${seq}`, state: state(seq) };
      store.append(batchOf(events.slice(seq - 1, seq), { snapshot }));
    }
    expect(store.resumePoint(run).snapshot).toEqual({ seq: 8, atNs: 8, digest: 'digest 8', state: state(8) });
    const ahead = { seq: 10, atNs: 9, digest: '', state: state(10) };
    expect(() => store.append(batchOf(events.slice(8, 9), { snapshot: ahead }))).toThrow(/ahead of its events/);
  });
});

describe('commands', () => {
  test('are numbered, wait, and are applied when their event is in the log', () => {
    expect([accept(), accept('grace'), accept()].map(({ number }) => number)).toEqual([1, 2, 3]);
    store.append(batchOf(logWithCommands(1, 2).events));
    const point = store.resumePoint(run);
    expect(point.applied).toEqual([
      { run, number: 1, actor: 'ada', role: 'responder', command: acknowledge, atNs: 5e9 },
      { run, number: 2, actor: 'grace', role: 'responder', command: acknowledge, atNs: 10e9 },
    ]);
    expect(point.pending.map(({ number }) => number)).toEqual([3]);
    expect(point.scenario).toEqual(sampleScenario);
  });

  test('of simulated responders are no part of what must be given again', () => {
    store.append(batchOf(logWithCommands(0, 0).events));
    expect(store.resumePoint(run)).toMatchObject({ seq: 6, applied: [], pending: [] });
  });

  test('are never applied twice or without having been accepted', () => {
    accept();
    expect(() => store.append(batchOf(logWithCommands(2).events))).toThrow(/not accepted, or twice/);
    expect(() => store.append(batchOf(logWithCommands(1, 1).events))).toThrow(/not accepted, or twice/);
    expect(store.resumePoint(run)).toMatchObject({ seq: 0, applied: [], pending: [{ number: 1 }] });
  });

  test('are limited while none is applied', () => {
    for (let number = 1; number <= 1000; number += 1) accept();
    expect(() => accept()).toThrow(expect.objectContaining({ name: 'StoreRefused', reason: 'limit' }));
  });

  test('for a run that is not there are refused in a sentence', () => {
    const input = { run: 'run-9', actor: 'ada', role: 'responder', command: acknowledge, createdAt: '' } as const;
    expect(() => store.acceptCommand(input)).toThrow('There is no run run-9 in this station.');
  });
});

describe('runs and drills', () => {
  test('are there after closing and opening again', () => {
    store.createRun({ run: 'run-2', drill: 'quiet', scenario: { ...sampleScenario, seed: 9 }, createdAt: 'later' });
    store.setPace('run-2', null);
    store.setReadOnly(run, 'Its digest differs.');
    store.saveDrill({ drill: 'mine', yaml: 'version: 1' });
    store.saveDrill({ drill: 'mine', yaml: 'version: 1\ntitle: two' });
    store.close();
    store = openStore({ folder, now: testNow });
    expect(store.listRuns(10)).toMatchObject([
      { run: 'run-2', seed: 9, pace: null, state: 'running', people: sampleScenario.drill.people, createdAt: 'later' },
      { run, pace: 1, state: 'read-only', reason: 'Its digest differs.', title: 'A quiet Thursday' },
    ]);
    expect(store.listRuns(1).map(({ run }) => run)).toEqual(['run-2']);
    expect(store.readRun('run-9')).toBeNull();
    expect(store.readDrills()).toEqual([{ drill: 'mine', yaml: 'version: 1\ntitle: two' }]);
  });

  test('have names of their own', () => {
    expect(() => newRunAgain()).toThrow(expect.objectContaining({ reason: 'conflict' }));
  });

  const newRunAgain = () => store.createRun({ run, drill: 'quiet', scenario: sampleScenario, createdAt: '' });

  test('do not see each other', () => {
    store.createRun({ run: 'run-2', drill: 'quiet', scenario: sampleScenario, createdAt: '' });
    store.append(batchOf(sampleLog().events));
    expect(store.pager('run-2', 'trainer')).toMatchObject({ number: 0, incidents: [], onCall: null });
    store.append({ ...batchOf(sampleLog().events), run: 'run-2' });
    expect(store.pager('run-2', 'trainer')).toEqual(store.pager(run, 'trainer'));
  });
});
