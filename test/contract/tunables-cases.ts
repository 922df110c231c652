import { expect } from 'vitest';
import { type ContractCase, collect, refused } from './case-tools.ts';
import { until } from './test-station.ts';

const host = 'sf15k-domc';

export const tunablesCases: readonly ContractCase[] = [
  {
    name: 'a saved /etc/system is a version with who and when, and acts from the next boot on',
    run: async ({ client, paged: run }) => {
      const before = await client.tunables.read({ run, host });
      expect(before).toMatchObject({ host, release: 'solaris8', bootedAtNs: null, running: { version: 0, text: '' } });
      const text = `* ${before.total}\nset cpu_remove_retry_seconds=1\n`;
      await client.incidents.command({ run, command: { kind: 'system-file.save', host, text } });
      const after = await until(async () => {
        const view = await client.tunables.read({ run, host });
        return view.total > before.total ? view : null;
      }, 'the saved version');
      expect(after.saved).toEqual({ version: before.total, text });
      expect(after.running).toEqual(before.running);
      expect(after.versions[0]).toMatchObject({ version: before.total, person: 'dana', lines: 2 });
      expect(await client.tunables.version({ run, host, version: 0 })).toEqual({ text: before.running.text });
      expect(await client.tunables.version({ run, host, version: before.total })).toEqual({ text });
    },
  },
  {
    name: 'hosts, versions and texts that are none are refused',
    run: async ({ client, paged: run }) => {
      await refused(client.tunables.read({ run, host: 'nowhere' }), 'NOT_FOUND', /no host nowhere/);
      await refused(client.tunables.read({ run: 'no-such-run', host }), 'NOT_FOUND', /no-such-run/);
      await refused(client.tunables.version({ run, host, version: 999 }), 'NOT_FOUND', /no version 999/);
      const text = 'x'.repeat(65_537);
      const save = client.incidents.command({ run, command: { kind: 'system-file.save', host, text } });
      await expect(save).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    },
  },
  {
    name: 'what another file would have done is told of a run that is over, and of no other',
    run: async ({ client, ended, paged }) => {
      const text = 'set automatic_cpu_removal=0\n';
      const steps = await collect(await client.tunables.whatIf({ run: ended, host, text }));
      expect(steps[0]).toMatchObject({ kind: 'progress', done: 0 });
      const last = steps.at(-1);
      if (last?.kind !== 'compared') throw new Error('a comparison ends with its result');
      expect(last.result.asItWas.processors).toMatchObject([{ processor: 64, offlinedAtNs: expect.any(Number) }]);
      expect(last.result.asItWouldBe.processors).toEqual([]);
      expect(last.result.firstDifference).not.toBeNull();
      expect(JSON.stringify(last)).not.toContain('inject');
      await refused(client.tunables.whatIf({ run: paged, host, text }), 'CONFLICT', /still to come/);
      await refused(client.tunables.whatIf({ run: ended, host: 'nowhere', text }), 'NOT_FOUND', /no host nowhere/);
    },
  },
  {
    name: 'a comparison that is left makes room for others',
    run: async ({ client, ended }) => {
      const text = 'set automatic_cpu_removal=0\n';
      for (let round = 0; round < 4; round += 1) {
        const begin = () => client.tunables.whatIf({ run: ended, host, text }).catch(() => null);
        const comparing = await until(begin, 'room for another comparison');
        expect((await comparing.next()).done).toBe(false);
        await comparing.return?.(undefined);
      }
    },
  },
];
