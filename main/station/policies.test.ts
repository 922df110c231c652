import { expect, test } from 'vitest';
import { secondNs } from '../../shared/lib/time.ts';
import type { AudienceEvent, EventKind } from '../../shared/model/events.ts';
import type { LabClient } from '../workers/lab-client.ts';
import type { StoreClient } from '../workers/store-client.ts';
import { Policies } from './policies.ts';
import type { Runs } from './runs.ts';

type Compared = Parameters<LabClient['compareObserved']>[0];

const eventAt = (number: number, kind: EventKind): AudienceEvent => ({
  ...{ number, at: number * secondNs, kind, subject: 'a', data: { host: 'a' }, causes: [] },
});

/** What the lab is asked to compare of a log that is read up to `atNs`. */
async function comparedOf(log: readonly AudienceEvent[], atNs: number): Promise<Compared> {
  let compared: Compared | null = null;
  const store = {
    events: async ({ role, after, limit }: Parameters<StoreClient['events']>[0]) => {
      expect(role).toBe('responder');
      return log.slice(after, after + limit);
    },
  } as unknown as StoreClient;
  const runs = { read: async () => ({ startsAt: '2003-10-23T11:00:00Z', atNs }) } as unknown as Runs;
  const lab = {
    compareObserved: async (input: Compared) => {
      compared = input;
      return { untilNs: input.untilNs, errorsLimit: input.errorsLimit, hosts: [] };
    },
    close: async () => undefined,
  } as unknown as LabClient;
  const policies = new Policies({ store, runs, startLab: () => lab });
  const steps = [];
  for await (const step of await policies.compare('run', undefined)) steps.push(step);
  expect(steps.at(-1)).toMatchObject({ kind: 'compared' });
  if (compared === null) throw new Error('the lab was asked');
  return compared;
}

test('of a run with too many errors the first 20,000 are compared, up to the one that is left out', async () => {
  const log = Array.from({ length: 60_000 }, (_, index) =>
    eventAt(index + 1, index % 2 === 0 ? 'ecc.reported' : 'message.logged'),
  );
  const { events, errorsLimit, untilNs } = await comparedOf(log, 70_000 * secondNs);
  expect(errorsLimit).toBe(20_000);
  expect(events).toHaveLength(20_000);
  expect(untilNs).toBe(40_001 * secondNs);
});

test('what happens while the log is read is left out, and so are kinds that say nothing about policies', async () => {
  const kinds: EventKind[] = ['host.booted', 'page.sent', 'memory.reported', 'serd.counted', 'ecc.reported'];
  const log = kinds.map((kind, index) => eventAt(index + 1, kind));
  const { events, errorsLimit, untilNs } = await comparedOf(log, 4 * secondNs);
  expect(events.map(({ kind }) => kind)).toEqual(['host.booted', 'memory.reported']);
  expect([errorsLimit, untilNs]).toEqual([null, 4 * secondNs]);
});
