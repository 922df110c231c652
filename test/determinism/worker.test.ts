import { afterEach, expect, it } from 'vitest';
import type { EventBatch } from '../../main/store/store-api.ts';
import { SimulationClient } from '../../main/workers/simulation-client.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import { playWhole } from './playing.ts';
import { gaveUp, retried, retriedBesideAnother } from './scenarios.ts';

const clients: SimulationClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.stop()));
});

/** Plays a run in a real worker thread as fast as possible, every batch acknowledged as it comes. */
function playInWorker(scenario: Scenario): Promise<{ events: LoggedEvent[]; digest: string }> {
  return new Promise((resolve, reject) => {
    const batches: EventBatch[] = [];
    const client = new SimulationClient({
      onBatch: (batch, _status, acknowledge) => {
        batches.push(batch);
        acknowledge();
      },
      onStatus: () => undefined,
      onEnded: () =>
        resolve({ events: batches.flatMap(({ events }) => [...events]), digest: batches.at(-1)?.digest ?? '' }),
      onDiverged: (problem) => reject(new Error(problem)),
      onFailed: (problem) => reject(new Error(problem)),
    });
    clients.push(client);
    client.start('run', scenario, null);
  });
}

it.each(Object.entries({ retried, gaveUp, retriedBesideAnother }))(
  'the run %s is the same in the worker as here',
  async (_name, scenario) => {
    const whole = playWhole(scenario);
    const inWorker = await playInWorker(scenario);
    expect(inWorker.digest).toBe(whole.digest);
    expect(inWorker.events).toEqual(whole.events);
  },
);
