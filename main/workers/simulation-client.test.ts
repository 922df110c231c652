import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { minuteNs } from '../../shared/lib/time.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import type { RunStatus } from '../../shared/model/views.ts';
import { toyCommand, toyFactory, toyScenario } from '../simulation/engine/toy-world.ts';
import type { EventBatch } from '../store/store-api.ts';
import { type SimulationCallbacks, SimulationClient } from './simulation-client.ts';

const scenario = toyScenario(9, ['a', 'b']);
const clients: SimulationClient[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.stop()));
});

function spawnToy(): Worker {
  return new Worker(new URL('simulation-toy.worker.ts', import.meta.url));
}

/** A client whose callbacks are written down; `told` settles with the last word, ended, diverged or failed. */
function open(more: Partial<SimulationCallbacks> = {}, spawn = spawnToy) {
  const batches: EventBatch[] = [];
  const statuses: RunStatus[] = [];
  const told = new Promise<string>((resolve) => {
    const client = new SimulationClient(
      {
        onBatch: (batch, _status, acknowledge) => {
          batches.push(batch);
          acknowledge();
        },
        onStatus: (status) => statuses.push(status),
        onEnded: (reason) => resolve(`ended: ${reason}`),
        onDiverged: (problem) => resolve(`diverged: ${problem}`),
        onFailed: (problem) => resolve(`failed: ${problem}`),
        ...more,
      },
      spawn,
    );
    clients.push(client);
  });
  return { client: clients.at(-1) as SimulationClient, batches, statuses, told };
}

function wholeRun(): { events: LoggedEvent[]; digest: string } {
  const simulation = toyFactory.createSimulation(scenario);
  simulation.advance(61 * minuteNs, Number.POSITIVE_INFINITY);
  return { events: simulation.take(Number.POSITIVE_INFINITY), digest: simulation.digest() };
}

describe('SimulationClient', () => {
  it('gives in a worker thread the log of the main thread', async () => {
    const { client, batches, told } = open();
    client.start('toy', scenario, null);
    expect(await told).toBe('ended: an hour has passed');
    const whole = wholeRun();
    expect(batches.flatMap(({ events }) => events)).toEqual(whole.events);
    expect(batches.at(-1)?.digest).toBe(whole.digest);
    expect(batches.every(({ run }) => run === 'toy')).toBe(true);
  });

  it('goes on in a new thread where a stopped one had got to', async () => {
    const kept: EventBatch[] = [];
    const first = open({
      onBatch: (batch, _status, acknowledge) => {
        kept.push(batch);
        if (kept.length < 5) acknowledge();
      },
    });
    first.client.start('toy', scenario, null);
    await expect.poll(() => kept.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(5);
    await first.client.stop();
    const durable = kept.slice(0, 5);
    const { atNs, digest, events } = durable.at(-1) as EventBatch;
    const seq = events.at(-1)?.seq as number;
    const snapshot = durable.findLast((batch) => batch.snapshot !== null)?.snapshot ?? null;
    const second = open();
    second.client.resume({ run: 'toy', scenario, snapshot, seq, atNs, digest, applied: [], pending: [] }, null);
    expect(await second.told).toBe('ended: an hour has passed');
    const whole = wholeRun();
    expect(second.batches.flatMap((batch) => batch.events)).toEqual(whole.events.slice(seq));
    expect(second.batches.at(-1)?.digest).toBe(whole.digest);
  });

  it('takes commands, views and changes of pace', async () => {
    const { client, batches, statuses } = open();
    client.start('toy', scenario, 0);
    client.command(toyCommand(1, 0, 'look'));
    expect(await client.view('toy.counts', 'a')).toBe(0);
    await expect(client.view('toy.colours', 'a')).rejects.toThrow('offers this view');
    client.pace(600);
    await expect.poll(() => batches.flatMap(({ events }) => events).length, { timeout: 20_000 }).toBeGreaterThan(50);
    const kinds = batches.flatMap(({ events }) => events).map(({ kind }) => kind);
    expect(kinds[0]).toBe('run.started');
    const applied = kinds.indexOf('command.applied');
    expect(kinds.slice(applied, applied + 2)).toEqual(['command.applied', 'incident.noted']);
    expect(statuses.map(({ pace }) => pace)).toContain(600);
  });

  it('says that a log cannot be repeated', async () => {
    const { client, told } = open();
    const point = { run: 'toy', scenario, snapshot: null, seq: 3, atNs: minuteNs, digest: 'f'.repeat(16) };
    client.resume({ ...point, applied: [], pending: [] }, null);
    expect(await told).toMatch(/^diverged: This run cannot go on: /);
  });

  it('reports a breakdown, of the simulation or of its thread, and then refuses views', async () => {
    const inside = open();
    inside.client.pace(60);
    expect(await inside.told).toBe('failed: a run is started first');
    await expect(inside.client.view('toy.counts', 'a')).rejects.toThrow('is over');
    const broken = open({}, () => new Worker('throw new Error("no world")', { eval: true }));
    expect(await broken.told).toBe('failed: no world');
    const gone = open({}, () => new Worker('process.exit(3)', { eval: true }));
    expect(await gone.told).toBe("failed: the simulation's thread stopped with code 3");
  });
});
