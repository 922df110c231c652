import { describe, expect, test } from 'vitest';
import { minuteNs, secondNs } from '../../../shared/lib/time.ts';
import { type DrillInput, drillSchema } from '../../../shared/model/drill.ts';
import type { EventKind, LoggedEvent } from '../../../shared/model/events.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import {
  type SchedulerTap,
  type SchedulerView,
  schedulerTapSchema,
  schedulerViewSchema,
} from '../../../shared/model/scheduler-views.ts';
import type { Simulation } from '../simulation.ts';
import { createSimulation, restoreSimulation } from '../world.ts';
import { sampledLoad } from './load-average.ts';
import { device, forEver, hog, PlayedHost, run, sleep } from './played-host.ts';

type Host = DrillInput['hosts'][number];
type Inject = DrillInput['injects'][number];

const typed = (seconds: number, line: string): Inject => ({ at: `${seconds}s`, kind: 'command', host: 'a', line });
const bind = (seconds: number, processor: number): Inject => ({
  ...{ at: `${seconds}s`, kind: 'bind-thread', host: 'a', processor },
});
const busy: NonNullable<Host['load']> = {
  tasks: [
    { name: 'httpd', count: 6, program: [{ run: '30ms' }, { sleep: '40ms' }] },
    { name: 'batch', count: 3, nice: 10, program: 'hog' },
  ],
};

function scenarioOf(injects: Inject[], changes: Partial<Host> = {}): Scenario {
  const drill = drillSchema.parse({
    version: 1,
    title: 'Test',
    startsAt: '2003-10-23T11:36:55Z',
    hosts: [
      {
        ...{ name: 'a', platform: 'starcat', cpuType: 'US-III', release: 'solaris9' },
        ...{ bootedAt: '2003-10-23T11:20:49.5Z', processors: [64] },
        ...changes,
      },
    ],
    people: [
      { id: 'dana', name: 'Dana' },
      { id: 'sam', name: 'Sam' },
    ],
    injects,
  });
  return { drill, seed: 7, responder: { kind: 'people' }, ending: 'unattended' };
}

function playedTo(scenario: Scenario, untilNs: number): Simulation {
  const simulation = createSimulation(scenario);
  simulation.advance(untilNs, Number.POSITIVE_INFINITY);
  return simulation;
}

const lookAt = (simulation: Simulation): SchedulerView => schedulerViewSchema.parse(simulation.view('scheduler', 'a'));
const tapOf = (simulation: Simulation): SchedulerTap =>
  schedulerTapSchema.parse(simulation.tap('scheduler', 'a', 'read'));

const eventsOf = <Kind extends EventKind>(simulation: Simulation, kind: Kind): LoggedEvent<Kind>[] =>
  simulation.take(Number.POSITIVE_INFINITY).filter((event): event is LoggedEvent<Kind> => event.kind === kind);

/** Every task is in at most one list, and where it says it is. */
function expectWhole({ processors, tasks }: SchedulerView): void {
  const queued = processors.flatMap(({ processor, active, expired, queued: count, onLine }) => {
    const own = [...active, ...expired].flatMap((list) => list.tasks.map((task) => ({ task, processor, ...list })));
    expect(own).toHaveLength(count);
    if (!onLine) expect(own).toEqual([]);
    return own;
  });
  const runnable = tasks.filter(({ state }) => state === 'running' || state === 'runnable');
  expect(queued.map(({ task }) => task).sort((one, other) => one - other)).toEqual(runnable.map(({ task }) => task));
  for (const { task, processor, priority } of queued) {
    expect(tasks.find((each) => each.task === task)).toMatchObject({ processor, priority });
  }
}

describe('processors come and go', () => {
  test('SCH-34: a processor that comes back takes what others have too much of', () => {
    const host = new PlayedHost('seed-10s', 2);
    for (const name of ['a', 'b', 'c']) host.spawn(0, name, hog, { processor: 0 });
    host.act(1, () => host.host.takeOffLine(1));
    host.act(300.5, () => host.host.bringOnLine(1));
    expect(host.until(300.9).said('pull')).toEqual([]);
    expect(host.until(310).said('pull')).toHaveLength(1);
    expect(host.said('pull')[0]).toMatch(/^301 pull . from 0 to 1$/);
  });

  test('SCH-35: who may no longer run where it does goes at once', () => {
    const host = new PlayedHost('seed-10s', 3);
    const asleep = host.spawn(0, 'asleep', [sleep(50), ...hog], { processor: 2 });
    const moved = host.spawn(0, 'moved', hog, { processor: 2 });
    host.act(10.5, () => {
      host.host.restrict(moved, [1]);
      host.host.restrict(asleep, [0]);
    });
    host.until(100);
    expect(host.said('move ')).toEqual(['10.5 move moved from 2 to 1', '10.5 move asleep from 2 to 0']);
    expect(host.said('moved on')[0]).toBe('0-10.5 moved on 2');
    expect([moved, asleep].map((task) => host.host.core.queues.current.indexOf(task))).toEqual([1, 0]);
  });
});

describe('hosts of a run', () => {
  test('SCH-36: a host runs kernel, daemons and services; those of its drill instead; and anew after a boot', () => {
    const namesOf = (view: SchedulerView): string[] => view.tasks.map(({ name }) => name);
    const usual = lookAt(playedTo(scenarioOf([typed(700, 'date')]), minuteNs));
    expect(namesOf(usual)).toEqual(expect.arrayContaining(['fsflush', 'syslogd', 'java']));
    const simulation = playedTo(scenarioOf([typed(60, 'reboot'), typed(1200, 'date')], { load: busy }), 50 * secondNs);
    expect(namesOf(lookAt(simulation)).filter((name) => name === 'httpd')).toHaveLength(6);
    expect(namesOf(lookAt(simulation))).not.toContain('java');
    simulation.advance(2 * minuteNs, Number.POSITIVE_INFINITY);
    expect(lookAt(simulation)).toMatchObject({ up: false, tasks: [] });
    simulation.advance(20 * minuteNs, Number.POSITIVE_INFINITY);
    const again = lookAt(simulation);
    expect(again.up).toBe(true);
    expectWhole(again);
    expect(Math.max(...again.tasks.map(({ ranNs }) => ranNs))).toBeLessThan(19 * minuteNs);
  });

  test('SCH-37: a bound thread keeps its processor on-line; once it may go, one event tells where its tasks went', () => {
    const lines = [typed(20, 'psradm -f 65'), typed(30, 'pbind -u 1000'), typed(40, 'psradm -f 65')];
    const simulation = playedTo(scenarioOf([bind(10, 65), ...lines], { load: busy }), 15 * secondNs);
    expect(lookAt(simulation).tasks.filter(({ boundTo }) => boundTo === 65)).toMatchObject([
      { pid: 1000, processor: 65 },
    ]);
    simulation.advance(39 * secondNs, Number.POSITIVE_INFINITY);
    const here = lookAt(simulation).tasks.filter(({ processor }) => processor === 65).length;
    expect(here).toBeGreaterThan(0);
    simulation.advance(minuteNs, Number.POSITIVE_INFINITY);
    const events = simulation.take(Number.POSITIVE_INFINITY);
    const answers = events.filter(({ kind }) => kind === 'console.ran').map(({ data }) => 'exit' in data && data.exit);
    expect(answers).toEqual([1, 0, 0]);
    const rehomed = events.filter(({ kind }) => kind === 'scheduler.rehomed');
    expect(rehomed).toHaveLength(1);
    const changed = events.find(({ kind }) => kind === 'processor.changed');
    expect(rehomed[0]?.causes).toEqual([changed?.seq]);
    expect(rehomed[0]?.data).toMatchObject({ processor: 65, targets: expect.stringMatching(/^64 \(\d+\)$/) });
    const after = lookAt(simulation);
    expectWhole(after);
    expect(after.tasks.some(({ processor }) => processor === 65)).toBe(false);
  });

  test('SCH-38: variables of the module sched act at boot, and none stops the host', () => {
    const sliceOf = (system: string): number | undefined => {
      const view = lookAt(playedTo(scenarioOf([typed(30, 'date')], { system }), 20 * secondNs));
      return view.tasks.find(({ name }) => name === 'syslogd')?.fullSlice;
    };
    expect(sliceOf('')).toBe(102);
    expect(sliceOf('set sched:max_timeslice=400\n')).toBe(10 + Math.trunc((390 * 19) / 39));
    expect(sliceOf('set sched:profile=4\n')).toBe(100);
    const wild = ['max_timeslice', 'min_timeslice', 'max_sleep_avg', 'busy_rebalance', 'exit_weight'];
    for (const value of ['0', '0xffffffff']) {
      expect(sliceOf(wild.map((name) => `set sched:${name}=${value}\n`).join(''))).toBeGreaterThan(0);
    }
  });

  test('SCH-39 SCH-33: whether somebody looks, or the run is saved, changes nothing', () => {
    const lines = [bind(7, 65), typed(20, 'renice 10 10020'), typed(33, 'psradm -f 66'), typed(44, 'psradm -n 66')];
    const scenario = scenarioOf(lines, { load: busy });
    const whole = playedTo(scenario, minuteNs);
    let looked = createSimulation(scenario);
    for (const atNs of [
      0,
      1,
      6_999_999_999,
      7 * secondNs,
      20 * secondNs,
      33_000_200_000,
      33_001_000_000,
      44 * secondNs,
    ]) {
      looked.advance(atNs, Number.POSITIVE_INFINITY);
      expectWhole(lookAt(looked));
      looked = restoreSimulation(scenario, structuredClone(looked.save()));
    }
    looked.advance(minuteNs, Number.POSITIVE_INFINITY);
    expect(lookAt(looked)).toEqual(lookAt(whole));
    expect(looked.digest()).toBe(whole.digest());
  });

  test('SCH-40: one task that always runs brings the averages near one, the first one soonest', () => {
    let load: readonly [number, number, number] = [0, 0, 0];
    for (let sample = 0; sample < 60; sample++) load = sampledLoad(load, 1);
    for (const [index, minutes] of [1, 5, 15].entries()) {
      expect(Math.abs((load[index] ?? 0) / 2048 - (1 - Math.exp(-5 / minutes)))).toBeLessThan(0.03);
    }
    const host = { load: { tasks: [{ name: 'batch', count: 2, program: 'hog' as const }] } };
    const { load: seen } = lookAt(playedTo(scenarioOf([typed(300, 'date')], host), 5 * minuteNs));
    expect(seen[0]).toBeGreaterThan(1.9);
    expect(seen[0]).toBeLessThan(2.2);
    expect(seen[2]).toBeLessThan(seen[1]);
  });

  test('SCH-41: it is told why tasks waited and behind whom, and why they were moved', () => {
    const view = lookAt(playedTo(scenarioOf([typed(30, 'date')], { load: busy }), 20 * secondNs));
    const waits = view.tasks.flatMap((task) => task.waits.map((wait) => ({ task, wait })));
    expect(new Set(waits.map(({ wait }) => wait.reason))).toEqual(new Set(['woken', 'preempted', 'expired']));
    for (const { task, wait } of waits) {
      expect(wait.behind?.task).not.toBe(task.task);
      if (wait.behind !== null) expect(wait.why).toContain(wait.behind.name);
      expect(wait.toNs ?? view.atNs).toBeGreaterThan(wait.fromNs);
      expect(wait.toNs === null).toBe(task.state === 'runnable' && wait === task.waits[0]);
    }
    expect(view.moves.length).toBeGreaterThan(0);
    for (const { from, to, why } of view.moves) {
      expect(why).toContain(`processor ${from}`);
      expect(why).toContain(`processor ${to}`);
    }
  });

  test('SCH-42: a tap holds what happened while it was on, and the run does not know of it', () => {
    const scenario = scenarioOf([typed(30, 'date')], { load: busy });
    const simulation = playedTo(scenario, 10 * secondNs);
    const before = lookAt(simulation);
    simulation.tap('scheduler', 'a', 'start');
    simulation.advance(12 * secondNs, Number.POSITIVE_INFINITY);
    simulation.tap('scheduler', 'a', 'stop');
    const after = lookAt(simulation);
    const { switches, on, full, events } = tapOf(simulation);
    const sum = (view: SchedulerView): number => view.processors.reduce((total, each) => total + each.switches, 0);
    expect(switches).toHaveLength(sum(after) - sum(before));
    expect({ on, full }).toEqual({ on: false, full: false });
    expect(events.some(({ type }) => type === 'expire')).toBe(true);
    expect(after).toEqual(lookAt(playedTo(scenario, 12 * secondNs)));
    expect(eventsOf(simulation, 'scheduler.rehomed')).toEqual([]);
  });
});

test('SCH-40: tasks that wait for a device count into the load', () => {
  const host = new PlayedHost('seed-10s', 1);
  host.spawn(0, 'disk', [run(1), device(900), forEver]);
  expect(host.until(500).host.core.queues.uninterruptible[0]).toBe(1);
});
