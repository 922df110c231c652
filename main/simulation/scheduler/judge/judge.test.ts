import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HostScheduler } from '../host-scheduler.ts';
import { type SchedulerProfile, schedulerProfiles } from '../profiles.ts';
import type { Program, ProgramStep } from '../programs.ts';
import type { SchedulerTrace } from '../scheduler-trace.ts';
import { taskState } from '../task-table.ts';
import { Judge } from './judge.ts';
import type { JudgeEvent } from './judge-events.ts';

const runs = Number(process.env.REDLINE_JUDGED_WORKLOADS ?? 500);
const untilUs = 1_200_000;

const us = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 1, max: most / 100 }).map((steps) => steps * 100_000);

const simpleStep = (queues: number): fc.Arbitrary<ProgramStep> =>
  fc.oneof(
    { weight: 5, arbitrary: us(40_000).map((ns) => ({ kind: 'run' as const, ns })) },
    { weight: 1, arbitrary: us(300_000).map((ns) => ({ kind: 'run' as const, ns })) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 60 }).map((ticks) => ({ kind: 'sleep' as const, ticks })) },
    { weight: 1, arbitrary: fc.integer({ min: 200, max: 900 }).map((ticks) => ({ kind: 'sleep' as const, ticks })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(us(30_000), fc.boolean())
        .map(([ns, interruptible]) => ({ kind: 'wait-for-device' as const, ns, interruptible })),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'yield' as const }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.integer({ min: 0, max: queues - 1 }), fc.boolean())
        .map(([queue, exclusive]) => ({ kind: 'take' as const, queue, exclusive })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.integer({ min: 0, max: queues - 1 }),
          fc.integer({ min: 0, max: 3 }),
          fc.integer({ min: 0, max: 2 }),
          fc.boolean(),
        )
        .map(([queue, tokens, wakes, sync]) => ({ kind: 'post' as const, queue, tokens, wakes, sync })),
    },
  );

/** A program that goes round, or ends. Each round runs or sleeps at least once. */
const program = (queues: number, depth: number): fc.Arbitrary<Program> =>
  fc
    .tuple(
      us(20_000),
      fc.array(
        depth === 0
          ? simpleStep(queues)
          : fc.oneof(
              { weight: 9, arbitrary: simpleStep(queues) },
              {
                weight: 1,
                arbitrary: fc
                  .tuple(fc.integer({ min: 0, max: 9999 }), program(queues, depth - 1))
                  .map(([number, child]) => ({ kind: 'fork' as const, name: `child${number}`, program: child })),
              },
            ),
        { maxLength: 6 },
      ),
      fc.constantFrom('hog', 'loop', 'end', 'some'),
    )
    .map(([ns, steps, end]): Program => {
      const all: ProgramStep[] = [{ kind: 'run', ns }, ...steps];
      if (end === 'hog') return [...all, { kind: 'hog' }];
      if (end === 'loop') return [...all.filter(({ kind }) => kind !== 'fork'), { kind: 'loop', step: 0, times: 0 }];
      if (end === 'some') return [...all, { kind: 'loop', step: 0, times: 3 }];
      return all;
    });

const at = fc.integer({ min: 0, max: 6000 }).map((steps) => steps * 100);

const workload = (cpus: number): fc.Arbitrary<JudgeEvent[]> =>
  fc
    .tuple(
      fc.array(
        fc.record({
          atUs: at,
          program: program(3, 1),
          nice: fc.oneof(fc.constant(0), fc.integer({ min: -20, max: 19 })),
          policy: fc.oneof(
            { weight: 10, arbitrary: fc.constant('other' as const) },
            { weight: 1, arbitrary: fc.constantFrom('fifo' as const, 'rr' as const) },
          ),
          realTimePriority: fc.integer({ min: 1, max: 99 }),
          cpu: fc.integer({ min: 0, max: cpus - 1 }),
          isPinned: fc.integer({ min: 0, max: 4 }).map((value) => value === 0),
          permille: fc.integer({ min: 0, max: 1000 }),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      fc.array(fc.record({ atUs: at, task: fc.nat(7), nice: fc.integer({ min: -20, max: 19 }) }), { maxLength: 3 }),
      fc.array(fc.record({ atUs: at, queue: fc.nat(2), tokens: fc.integer({ min: 0, max: 3 }), wakes: fc.nat(2) }), {
        maxLength: 6,
      }),
      fc.option(at),
      fc.option(fc.integer({ min: 1, max: 4000 }).map((steps) => steps * 100)),
      fc.array(fc.record({ atUs: at, task: fc.nat(7), cpu: fc.integer({ min: 0, max: cpus }) }), { maxLength: 3 }),
    )
    .map(([spawns, nices, posts, offline, backAfter, restricts]) => {
      const events: JudgeEvent[] = spawns.map(({ isPinned, ...spawn }, index) => ({
        ...spawn,
        kind: 'spawn',
        name: `t${index}`,
        allowed: isPinned ? [spawn.cpu] : null,
      }));
      for (const { atUs, task, nice } of nices) {
        const spawned = events[task % spawns.length] as JudgeEvent;
        events.push({ kind: 'nice', atUs: Math.max(atUs, spawned.atUs), name: `t${task % spawns.length}`, nice });
      }
      for (const { atUs, task, cpu } of restricts) {
        const spawned = events[task % spawns.length] as JudgeEvent;
        const allowed = cpu === cpus ? null : [cpu];
        const name = `t${task % spawns.length}`;
        events.push({ kind: 'restrict', atUs: Math.max(atUs, spawned.atUs), name, allowed });
      }
      for (const post of posts) events.push({ kind: 'post', ...post });
      if (offline !== null && cpus > 1) {
        const late = Math.max(offline, ...events.map(({ atUs }) => atUs)) + 100;
        events.push({ kind: 'offline', atUs: late, cpu: cpus - 1 });
        if (backAfter !== null) events.push({ kind: 'online', atUs: late + backAfter, cpu: cpus - 1 });
      }
      return events;
    });

interface Outcome {
  readonly segments: readonly (readonly [string, number, number, number])[];
  readonly snapshots: readonly unknown[];
  readonly switches: readonly number[];
}

function judged(profile: SchedulerProfile, cpus: number, events: readonly JudgeEvent[]): Outcome {
  const judge = new Judge(profile, cpus);
  const snapshots: unknown[] = [];
  judge.run(events, untilUs, (atUs) => {
    if (atUs % 50_000 !== 0) return;
    snapshots.push({
      atUs,
      cpus: judge.state.cpus.map((cpu) => [cpu.active.length + cpu.expired.length, cpu.expiredAt, cpu.switches]),
      tasks: judge.state.tasks.map((task) => [
        task.name,
        judge.state.cpus[task.cpu]?.current === task ? 'running' : task.array === null ? task.state : 'queued',
        task.cpu,
        task.array,
        task.prio,
        task.slice,
        task.sleepAverage,
        task.firstSlice ? 1 : 0,
        task.credit,
      ]),
    });
  });
  return {
    segments: judge.segments.toSorted(inOrder),
    snapshots,
    switches: judge.state.cpus.map(({ switches }) => switches),
  };
}

const inOrder = (
  one: readonly [string, number, number, number],
  other: readonly [string, number, number, number],
): number => one[2] - other[2] || one[1] - other[1];

function simulated(profile: SchedulerProfile, cpus: number, events: readonly JudgeEvent[]): Outcome {
  const segments: [string, number, number, number][] = [];
  const nothing = (): void => undefined;
  const trace = new Proxy(
    {
      ran(task: number, cpu: number, fromNs: number, toNs: number): void {
        const last = segments.findLast((each) => each[1] === cpu);
        const name = host.nameOf(task);
        if (last !== undefined && last[0] === name && last[3] === fromNs / 1000) last[3] = toNs / 1000;
        else segments.push([name, cpu, fromNs / 1000, toNs / 1000]);
      },
    } as Record<string, unknown>,
    { get: (target, key: string) => target[key] ?? nothing },
  );
  let host = new HostScheduler(profile, cpus, trace as never);
  const numbers = new Map<string, number>();
  const snapshots: unknown[] = [];
  const policies = { other: 0, fifo: 1, rr: 2 } as const;
  for (let atUs = 0; atUs <= untilUs; atUs += 100) {
    const due = events.filter((each) => each.atUs === atUs);
    if (due.length > 0) {
      host.act(atUs * 1000, () => {
        for (const event of due) {
          if (event.kind === 'nice') host.renice(numbers.get(event.name) as number, event.nice);
          else if (event.kind === 'post') host.post(event.queue, event.tokens, event.wakes);
          else if (event.kind === 'offline') host.takeOffLine(event.cpu);
          else if (event.kind === 'online') host.bringOnLine(event.cpu);
          else if (event.kind === 'restrict') restrict(host, numbers.get(event.name) as number, event.allowed);
          else {
            const { name, nice, realTimePriority, cpu, allowed, permille } = event;
            const asked = { nice, policy: policies[event.policy], realTimePriority, processor: cpu, allowed };
            numbers.set(
              name,
              host.spawn(name, event.program, { ...asked, sleepAveragePermille: permille, isKernel: false }),
            );
          }
        }
      });
    }
    if (atUs % 50_000 !== 0) continue;
    host.advance(atUs * 1000);
    host.settleAll();
    snapshots.push(snapshotOf(host, atUs));
    if (atUs % 150_000 === 0) host = restoredFrom(host, trace as never);
  }
  const { core } = host;
  for (let cpu = 0; cpu < cpus; cpu++) {
    const task = core.queues.current[cpu] as number;
    const since = core.ranSinceNs[cpu] as number;
    if (task >= 0 && since < core.nowNs) core.trace?.ran(task, cpu, since, core.nowNs);
  }
  return { segments: segments.sort(inOrder), snapshots, switches: [...core.queues.switches] };
}

function restrict(host: HostScheduler, task: number, allowed: readonly number[] | null): void {
  if (host.core.tasks.state[task] !== taskState.dead) host.restrict(task, allowed);
}

/** The same host once more, out of a snapshot. */
function restoredFrom(saved: HostScheduler, trace: SchedulerTrace): HostScheduler {
  const host = new HostScheduler(saved.core.profile, saved.core.processors, trace);
  host.restore(structuredClone(saved.save()));
  return host;
}

function snapshotOf(host: HostScheduler, atUs: number): unknown {
  const { tasks, queues, processors } = host.core;
  return {
    atUs,
    cpus: Array.from({ length: processors }, (_, cpu) => [
      queues.running[cpu],
      queues.expiredAt[cpu],
      queues.switches[cpu],
    ]),
    tasks: Array.from({ length: tasks.length }, (_, task) => {
      const cpu = tasks.processor[task] as number;
      const array = tasks.array[task] as number;
      const state = ['runnable', 'S', 'D', 'dead'][tasks.state[task] as number];
      return [
        host.nameOf(task),
        queues.current[cpu] === task ? 'running' : array < 0 ? state : 'queued',
        cpu,
        array < 0 ? null : array === queues.active[cpu] ? 'active' : 'expired',
        tasks.priority[task],
        tasks.slice[task],
        tasks.sleepAverage[task],
        tasks.firstSlice[task],
        tasks.credit[task],
      ];
    }),
  };
}

describe('SCH-31 SCH-33: from instant to instant as from tick to tick', () => {
  for (const profile of schedulerProfiles) {
    for (const cpus of profile.balancer === null ? [1] : [1, 2, 3]) {
      test(`${profile.name} on ${cpus}`, { timeout: 600_000 }, () => {
        fc.assert(
          fc.property(workload(cpus), (events) => {
            expect(simulated(profile, cpus, events)).toEqual(judged(profile, cpus, events));
          }),
          { numRuns: Math.ceil(runs / 11) },
        );
      });
    }
  }
});
