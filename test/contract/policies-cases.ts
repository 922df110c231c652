import { expect } from 'vitest';
import { type ContractCase, collect, refused } from './case-tools.ts';
import { until } from './test-station.ts';

const host = 'sf15k-domc';

export const policiesCases: readonly ContractCase[] = [
  {
    name: 'what other systems would have done is told from what can be seen, beside what happened',
    run: async ({ client, ended }) => {
      const steps = await collect(await client.policies.compare({ run: ended }));
      expect(steps[0]).toMatchObject({ kind: 'progress', done: 0, total: 6 });
      const last = steps.at(-1);
      if (last?.kind !== 'compared') throw new Error('a comparison ends with its result');
      const [compared] = last.result.hosts;
      expect(compared).toMatchObject({ host, happened: { offlinedCount: 1, offlined: [{ cpu: 64 }] } });
      const offlined = Object.fromEntries(
        compared?.policies.map(({ name, outcome }) => [name, outcome.offlined.map(({ atNs }) => atNs)]) ?? [],
      );
      // The drill's host runs Solaris 8 as it was shipped: nothing else than what happened.
      expect(offlined.solaris8).toEqual([compared?.happened.offlined[0]?.atNs]);
      expect(offlined.solaris9).toHaveLength(1);
      expect(offlined).toMatchObject({ fma: [], mcelog: [], rasdaemon: [], 'rasdaemon-isolation': [] });
      expect(JSON.stringify(last)).not.toContain('inject');
    },
  },
  {
    name: 'policies are compared on a run that goes on, until now',
    run: async ({ client, paged }) => {
      const { atNs } = await client.runs.read({ run: paged });
      const last = (await collect(await client.policies.compare({ run: paged }))).at(-1);
      if (last?.kind !== 'compared') throw new Error('a comparison ends with its result');
      expect(last.result.untilNs).toBeGreaterThanOrEqual(atNs);
      const times = last.result.hosts.flatMap(({ policies }) => policies.flatMap(({ outcome }) => outcome.offlined));
      for (const { atNs: offlinedNs } of times) expect(offlinedNs).toBeLessThanOrEqual(last.result.untilNs);
    },
  },
  {
    name: 'the policies of a run that is not there are refused, and a comparison that is left makes room for others',
    run: async ({ client, ended }) => {
      await refused(client.policies.compare({ run: 'no-such-run' }), 'NOT_FOUND', /no-such-run/);
      for (let round = 0; round < 4; round += 1) {
        const begin = () => client.policies.compare({ run: ended }).catch(() => null);
        const comparing = await until(begin, 'room for another comparison');
        expect((await comparing.next()).done).toBe(false);
        await comparing.return?.(undefined);
      }
    },
  },
];
