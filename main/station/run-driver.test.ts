import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { NumberedCommand } from '../../shared/model/commands.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import type { Pace, RunStatus } from '../../shared/model/views.ts';
import type { EventBatch } from '../store/store-api.ts';
import type { SimulationCallbacks } from '../workers/simulation-client.ts';
import type { StoreClient } from '../workers/store-client.ts';
import { StationProblem } from './problem.ts';
import { RunDriver, storeRetryMs, waitingCommandsLimit } from './run-driver.ts';
import { RunFeed } from './run-feed.ts';

const full = StationProblem.unavailable('The disk is full; free some space.', 'full');
const command = { kind: 'incident.note', incident: 'INC-1', text: 'hello' } as const;

function statusAt(events: number, pace: Pace = 10): RunStatus {
  const digest = `digest-${events}`;
  return { atNs: events, pace, speed: 10, events, digest, state: 'running', storeLagMs: 0, problem: null };
}

function eventOf(
  seq: number,
  kind: 'command.applied' | 'page.sent' | 'message.logged' = 'message.logged',
): LoggedEvent {
  return { seq, at: seq, kind, subject: 'x', data: {}, causes: [], observed: seq, observedCauses: [] } as never;
}

/** A store that holds batches, and refuses as long as `refusal` is set. */
class FakeStore {
  readonly batches: EventBatch[] = [];
  readonly paces: Pace[] = [];
  readonly accepted: NumberedCommand[] = [];
  refusal: Error | null = null;
  readOnly: string | null = null;

  client(): StoreClient {
    const fake = {
      append: async (batch: EventBatch) => {
        if (this.refusal !== null) throw this.refusal;
        const next = this.batches.reduce((sum, { events }) => sum + events.length, 1);
        expect(batch.events[0]?.seq ?? next).toBe(next);
        this.batches.push(batch);
      },
      setPace: async (_run: string, pace: Pace) => void this.paces.push(pace),
      setReadOnly: async (_run: string, reason: string) => {
        this.readOnly = reason;
      },
      acceptCommand: async (input: object) => {
        if (this.refusal !== null) throw this.refusal;
        const numbered = { ...input, number: this.accepted.length + 1 } as NumberedCommand;
        this.accepted.push(numbered);
        return numbered;
      },
    };
    return fake as unknown as StoreClient;
  }
}

function drive() {
  const store = new FakeStore();
  const feed = new RunFeed(statusAt(0), { responder: 0, trainer: 0 });
  const told = { paces: [] as Pace[], commands: [] as number[], stopped: false, acknowledged: 0, over: 0, events: 0 };
  let callbacks: SimulationCallbacks | null = null;
  const driver = new RunDriver({
    run: 'run-1',
    feed,
    store: store.client(),
    pendingCommands: 0,
    onEvents: (events) => {
      told.events += events.length;
    },
    onOver: () => {
      told.over += 1;
    },
    connect: (given) => {
      callbacks = given;
      return {
        start: () => {},
        resume: () => {},
        pace: (pace) => void told.paces.push(pace),
        command: ({ number }) => void told.commands.push(number),
        view: async () => null,
        tap: async () => null,
        stop: async () => {
          told.stopped = true;
        },
      };
    },
  });
  const simulation = callbacks as unknown as SimulationCallbacks;
  const send = (events: readonly LoggedEvent[], status: RunStatus, ended: string | null = null) =>
    simulation.onBatch(
      { run: 'run-1', events, atNs: status.atNs, digest: status.digest, ended, snapshot: null },
      status,
      () => {
        told.acknowledged += 1;
      },
    );
  return { driver, feed, store, told, simulation, send };
}

const settle = () => vi.advanceTimersByTimeAsync(1);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('run driver', () => {
  test('shows and credits a batch only once it is durable', async () => {
    const { feed, store, told, send } = drive();
    store.refusal = full;
    send([eventOf(1)], statusAt(1));
    await settle();
    expect([feed.backlog('trainer').newest, told.acknowledged, told.events]).toEqual([0, 0, 0]);
    store.refusal = null;
    await vi.advanceTimersByTimeAsync(storeRetryMs);
    expect([feed.backlog('trainer').newest, told.acknowledged, told.events]).toEqual([1, 1, 1]);
  });

  test('a full disk is told in the status, and nothing is lost or doubled when there is room again', async () => {
    const { feed, store, told, send, simulation } = drive();
    store.refusal = full;
    send([eventOf(1), eventOf(2)], statusAt(2));
    send([eventOf(3)], statusAt(3));
    await vi.advanceTimersByTimeAsync(5 * storeRetryMs);
    simulation.onStatus(statusAt(3));
    expect(feed.fullStatus).toMatchObject({ events: 0, speed: 0, problem: full.message, state: 'running' });
    store.refusal = null;
    await vi.advanceTimersByTimeAsync(storeRetryMs);
    expect(store.batches.map(({ events }) => events.length)).toEqual([2, 1]);
    expect(feed.fullStatus).toMatchObject({ events: 3, problem: null });
    expect(told.acknowledged).toBe(2);
  });

  test('the clock becomes durable once a second while nothing happens, and on stopping', async () => {
    const { driver, store, simulation } = drive();
    simulation.onStatus(statusAt(5));
    await settle();
    simulation.onStatus(statusAt(6));
    await settle();
    expect(store.batches.map(({ events, atNs }) => [events.length, atNs])).toEqual([[0, statusAt(5).atNs]]);
    await vi.advanceTimersByTimeAsync(1_000);
    simulation.onStatus(statusAt(7));
    simulation.onStatus(statusAt(8));
    await driver.stop();
    expect(store.batches.at(-1)).toMatchObject({ events: [], atNs: statusAt(8).atNs });
  });

  test('stopping on a full disk gives up the waiting batches together, so that the log has no hole', async () => {
    const { driver, feed, store, told, send } = drive();
    store.refusal = full;
    send([eventOf(1)], statusAt(1));
    send([eventOf(2)], statusAt(2));
    await settle();
    const stopped = driver.stop();
    store.refusal = null;
    await vi.advanceTimersByTimeAsync(storeRetryMs);
    await stopped;
    const kept = store.batches.flatMap(({ events }) => events.map(({ seq }) => seq));
    expect(kept).toEqual(kept.map((_, index) => index + 1));
    expect([feed.backlog('trainer').newest, told.acknowledged]).toEqual([kept.length, kept.length]);
    expect(told.stopped).toBe(true);
    expect(store.readOnly).toBeNull();
  });

  test('a command is durable before the simulation hears of it, and refused when it cannot be', async () => {
    const { driver, store, told } = drive();
    store.refusal = full;
    await expect(driver.command('dana', 'responder', command)).rejects.toThrow(full.message);
    expect(told.commands).toEqual([]);
    store.refusal = null;
    expect(await driver.command('dana', 'responder', command)).toBe(1);
    expect(told.commands).toEqual([1]);
  });

  test('too many commands that are not applied are refused until some are', async () => {
    const { driver, send } = drive();
    for (let count = 0; count < waitingCommandsLimit; count += 1) await driver.command('dana', 'responder', command);
    await expect(driver.command('dana', 'responder', command)).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
    send([eventOf(1, 'command.applied')], statusAt(1));
    await settle();
    await expect(driver.command('dana', 'responder', command)).resolves.toBe(waitingCommandsLimit + 1);
  });

  test('a pace that the simulation lowers at a page is kept; one on its way is not overtaken by older news', async () => {
    const { driver, feed, store, send, simulation, told } = drive();
    await driver.pace(600, true);
    send([eventOf(1)], statusAt(1, 10));
    await settle();
    expect(feed.fullStatus.pace).toBe(600);
    simulation.onStatus(statusAt(1, 600));
    send([eventOf(2, 'page.sent')], statusAt(2, 1));
    await settle();
    expect(feed.fullStatus.pace).toBe(1);
    expect(store.paces).toEqual([600, 1]);
    expect(told.paces).toEqual([600]);
  });

  test('a run that cannot be repeated can only be read', async () => {
    const { driver, feed, store, told, simulation } = drive();
    simulation.onDiverged('This run cannot go on.');
    await settle();
    expect(store.readOnly).toBe('This run cannot go on.');
    expect(feed.fullStatus).toMatchObject({ state: 'read-only', problem: 'This run cannot go on.' });
    expect(told.over).toBe(1);
    await expect(driver.command('dana', 'responder', command)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('a store that breaks down makes the run read-only instead of losing events', async () => {
    const { feed, store, told, send } = drive();
    store.refusal = new Error('the store has a bug');
    send([eventOf(1)], statusAt(1));
    await settle();
    expect(told.acknowledged).toBe(0);
    expect(feed.fullStatus).toMatchObject({ state: 'read-only', events: 0 });
  });

  test('ending by hand keeps what is durable and its digest', async () => {
    const { driver, feed, store, told, send } = drive();
    send([eventOf(1)], statusAt(1));
    await driver.end('dana ended the drill.');
    expect(store.batches.at(-1)).toMatchObject({ events: [], ended: 'dana ended the drill.', digest: 'digest-1' });
    expect(feed.fullStatus).toMatchObject({ state: 'ended', events: 1 });
    expect(told.over).toBe(1);
    await expect(driver.end('again')).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
