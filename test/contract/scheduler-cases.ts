import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type ContractCase, collect, refused } from './case-tools.ts';
import { until } from './test-station.ts';

const host = 'sf15k-domc';

export const schedulerCases: readonly ContractCase[] = [
  {
    name: 'run queues are looked at as they are now, and are the same however often',
    run: async ({ client, paged: run }) => {
      const { view } = await client.scheduler.look({ run, host });
      expect(view).toMatchObject({ host, up: true });
      expect(view.processors.find(({ processor }) => processor === 64)?.onLine).toBe(false);
      const queued = view.processors.reduce((sum, each) => sum + each.queued, 0);
      expect(view.tasks.filter(({ state }) => state === 'running' || state === 'runnable')).toHaveLength(queued);
      for (const { active, expired, queued: length } of view.processors) {
        expect([...active, ...expired].flatMap(({ tasks }) => tasks)).toHaveLength(length);
      }
      expect((await client.scheduler.look({ run, host })).view).toEqual(view);
    },
  },
  {
    name: 'a trace is started, looked at, stopped and exported in both formats',
    run: async ({ client, session, shell, station: { station, folder }, paged: run }) => {
      expect(await client.scheduler.trace({ run, host, on: true })).toMatchObject({ on: true, full: false, rows: 0 });
      await station.paceRun(session, run, 60, false);
      await until(async () => {
        const { trace } = await client.scheduler.look({ run, host });
        return (trace?.rows ?? 0) > 100 ? true : null;
      }, 'a hundred rows of a trace');
      await station.paceRun(session, run, 0, false);
      expect(await client.scheduler.trace({ run, host, on: false })).toMatchObject({ on: false, full: false });
      shell.place = 'folder';
      const texts: string[] = [];
      for (const format of ['perfetto', 'ftrace'] as const) {
        const saved = (await collect(await client.scheduler.exportTrace({ run, host, format }))).at(-1);
        if (saved?.kind !== 'saved') throw new Error('an export ends with saved');
        expect(saved.name).toMatch(/^drill-.*-sf15k-domc-(perfetto[.]json|ftrace[.]txt)$/);
        texts.push(await readFile(join(folder, saved.name), 'utf8'));
      }
      const [perfetto = '', ftrace = ''] = texts;
      const { traceEvents } = JSON.parse(perfetto) as { traceEvents: { ph: string; args?: { name?: string } }[] };
      expect(traceEvents.filter(({ ph }) => ph === 'X').length).toBeGreaterThan(10);
      expect(traceEvents.map(({ args }) => args?.name)).toContain(`DRILL ${host}: processors`);
      expect(ftrace).toMatch(/sched_switch: prev_comm=/);
    },
  },
  {
    name: 'schedulers of hosts and runs that are not there, or over, are refused with a reason',
    run: async ({ client, paged, ended }) => {
      await refused(client.scheduler.look({ run: paged, host: 'nowhere' }), 'NOT_FOUND', /no host nowhere/);
      await refused(client.scheduler.look({ run: 'no-such-run', host }), 'NOT_FOUND', /no-such-run/);
      await refused(client.scheduler.look({ run: ended, host }), 'CONFLICT', /is over, and its run queues are gone/);
      await refused(client.scheduler.trace({ run: ended, host, on: true }), 'CONFLICT', /is over/);
      await refused(client.scheduler.exportTrace({ run: ended, host, format: 'ftrace' }), 'CONFLICT', /is over/);
    },
  },
];
