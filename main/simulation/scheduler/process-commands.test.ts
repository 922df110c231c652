import { expect, test } from 'vitest';
import { type DrillInput, drillSchema } from '../../../shared/model/drill.ts';
import { schedulerViewSchema } from '../../../shared/model/scheduler-views.ts';
import type { Simulation } from '../simulation.ts';
import { createSimulation } from '../world.ts';

/** A host on whose console lines are typed one second apart, from 100 s on. */
function typedOn(lines: readonly string[]): Simulation {
  const injects = lines.map((line, index): DrillInput['injects'][number] => ({
    ...{ at: `${100 + index}s`, kind: 'command', host: 'a', line },
  }));
  const drill = drillSchema.parse({
    ...{ version: 1, title: 'Test', startsAt: '2003-10-23T11:36:55Z' },
    hosts: [
      {
        ...{ name: 'a', platform: 'starcat', cpuType: 'US-III', release: 'solaris9' },
        ...{ bootedAt: '2003-10-23T11:20:49.5Z', processors: [64] },
        load: { tasks: [{ name: 'batch', count: 2, nice: 5, program: 'hog' }] },
      },
    ],
    people: [
      { id: 'dana', name: 'Dana' },
      { id: 'sam', name: 'Sam' },
    ],
    injects,
  });
  const simulation = createSimulation({ drill, seed: 7, responder: { kind: 'people' }, ending: 'unattended' });
  simulation.advance((100 + lines.length) * 1_000_000_000, Number.POSITIVE_INFINITY);
  return simulation;
}

const answersOf = (simulation: Simulation): { readonly exit: number; readonly lines: readonly string[] }[] =>
  simulation
    .take(Number.POSITIVE_INFINITY)
    .flatMap(({ kind, data }) =>
      kind === 'console.ran' && 'output' in data ? [{ exit: Number(data.exit), lines: data.output.split('\n') }] : [],
    );

test('SCH-43: ps lists what the host runs, whole, chosen or in columns', () => {
  const lines = ['ps -ef', 'ps', 'pbind -b 65 10017', 'ps -o pid,psr,nice,comm -p 10017', 'ps -p 9', 'ps -o what'];
  const [all, own, , bound, nobody, wrong] = answersOf(typedOn(lines));
  expect(all?.lines[0]).toBe('     UID   PID  PPID  C    STIME TTY      TIME CMD');
  expect(all?.lines).toContain('    root   193     1  0 11:20:49 ?        0:00 /usr/sbin/cron');
  expect(all?.lines.at(-1)).toMatch(/^ {5}app 10018 {3}601 {2}0 11:20:49 \? {8}1:[34]\d batch$/);
  expect(own?.lines).toEqual(['   PID TTY      TIME CMD', '   400 console  0:00 -ksh']);
  expect(bound?.lines).toEqual(['  PID PSR NI COMMAND', '10017  65 25 batch']);
  expect(nobody).toEqual({ exit: 1, lines: ['   PID TTY      TIME CMD'] });
  expect([wrong?.exit, wrong?.lines[0]]).toEqual([1, 'ps: unknown output format: -o what']);
});

test('SCH-43: renice acts on the scheduler, and refuses in the words of the system', () => {
  const simulation = typedOn(['renice -n 10 -p 10017', 'renice 19 10017 4711 3', 'renice']);
  const view = schedulerViewSchema.parse(simulation.view('scheduler', 'a'));
  expect(view.tasks.find(({ pid }) => pid === 10_017)).toMatchObject({ nice: 19, staticPriority: 139, fullSlice: 10 });
  const [added, given, nothing] = answersOf(simulation);
  expect(added).toEqual({ exit: 0, lines: ['10017: old priority 5, new priority 15'] });
  expect(given).toEqual({
    exit: 1,
    lines: ['10017: old priority 15, new priority 19', 'renice: 4711: No such process', 'renice: 3: Invalid argument'],
  });
  expect(nothing?.exit).toBe(2);
});

test('SCH-43: prstat, mpstat, vmstat and uptime tell of the same load', () => {
  const [prstat, mpstat, vmstat, uptime] = answersOf(typedOn(['prstat -n 3 1 1', 'mpstat', 'vmstat 5', 'uptime']));
  expect(prstat?.lines).toHaveLength(5);
  for (const line of prstat?.lines.slice(1, 3) ?? []) expect(line).toMatch(/ 25\.0% batch\/1$/);
  const shares = (mpstat?.lines.slice(1) ?? []).map((line) => line.trim().split(/\s+/).map(Number));
  expect(shares.map(([processor]) => processor)).toEqual([64, 65, 66, 67]);
  for (const row of shares) expect((row[12] ?? 0) + (row[13] ?? 0) + (row[14] ?? 0) + (row[15] ?? 0)).toBe(100);
  const user = shares.reduce((sum, row) => sum + (row[12] ?? 0), 0);
  expect(Math.abs(user - 200)).toBeLessThan(12);
  const [us, sy, id] = (vmstat?.lines[2] ?? '').trim().split(/\s+/).slice(-3).map(Number);
  expect((us ?? 0) + (sy ?? 0) + (id ?? 0)).toBe(100);
  expect(Math.abs((us ?? 0) - user / 4)).toBeLessThan(2);
  const load = /load average: (\d+\.\d\d), (\d+\.\d\d), (\d+\.\d\d)$/.exec(uptime?.lines[0] ?? '');
  expect(Number(load?.[1])).toBeGreaterThan(1.4);
  expect(Number(load?.[3])).toBeLessThan(0.5);
});
