/*
 * How fast the scheduler is: switches a second of a host whose tasks mostly sleep, what one costs with many tasks,
 * processors or much load, beside the bare event queue in the same run. One JSON line each.
 */
import { performance } from 'node:perf_hooks';
import { HostScheduler } from '../../main/simulation/scheduler/host-scheduler.ts';
import { type SchedulerProfile, schedulerProfiles } from '../../main/simulation/scheduler/profiles.ts';
import type { Program } from '../../main/simulation/scheduler/programs.ts';
import { taskPolicy } from '../../main/simulation/scheduler/task-table.ts';
import { BareLoop } from './engine/bare-loop.ts';

const [profile] = schedulerProfiles as readonly [SchedulerProfile];
const rounds = 5;
const secondNs = 1_000_000_000;

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0;

function print(bench: string, value: number, unit: string, ratio: number | null, goal: string): void {
  const rounded = { value: Number(value.toFixed(2)), unit, ratio: ratio && Number(ratio.toFixed(2)) };
  process.stdout.write(`${JSON.stringify({ bench, ...rounded, goal })}\n`);
}

/** Numbers that look random, the same in every run. */
function numbers(): () => number {
  let state = 12_345;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 0x1_0000_0000;
  };
}

/** A host with tasks that run for 0.2 to 2 ms and then sleep, so that its processors are busy by `load`. */
function sleepingHost(processors: number, tasks: number, load: number): HostScheduler {
  const host = new HostScheduler(profile, processors);
  const random = numbers();
  host.act(0, () => {
    for (let task = 0; task < tasks; task++) {
      const runNs = 200_000 + Math.floor(random() * 1_800_000);
      const ticks = Math.max(1, Math.round((runNs * tasks) / (load * processors) / 1_000_000 - runNs / 1_000_000));
      const program: Program = [
        { kind: 'run', ns: runNs },
        { kind: 'sleep', ticks },
        { kind: 'loop', step: 0, times: 0 },
      ];
      start(host, `t${task}`, program, task % processors, 500);
    }
  });
  return host;
}

function start(host: HostScheduler, name: string, program: Program, processor: number, permille: number): void {
  const usual = { nice: 0, policy: taskPolicy.other, realTimePriority: 0, allowed: null, isKernel: false };
  host.spawn(name, program, { ...usual, processor, sleepAveragePermille: permille });
}

const switchesOf = (host: HostScheduler): number => host.core.queues.switches.reduce((sum, each) => sum + each, 0);

/** Nanoseconds of processor time that something takes: others on the machine do not count. */
function processorNs(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1_000;
}

/** Nanoseconds a switch, over so much simulated time. */
function costNs(host: HostScheduler, simulatedNs: number): number {
  const before = switchesOf(host);
  const spentNs = processorNs(() => host.advance(host.core.nowNs + simulatedNs));
  return spentNs / (switchesOf(host) - before);
}

/** The middle of several rounds that are taken in turn, so that a noisy machine disturbs all alike. */
function costs(hosts: readonly (readonly [host: HostScheduler, simulatedNs: number])[]): readonly number[] {
  const found = hosts.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, [host, simulatedNs]] of hosts.entries()) {
      const cost = costNs(host, simulatedNs);
      if (round > 0) found[index]?.push(cost);
    }
  }
  return found.map(median);
}

/** Hogs on one processor, which switch at every slice and swap the arrays after each round. */
function runnableHost(tasks: number): HostScheduler {
  const host = new HostScheduler(profile, 1);
  host.act(0, () => {
    for (let task = 0; task < tasks; task++) start(host, `t${task}`, [{ kind: 'hog' }], 0, 0);
  });
  return host;
}

/** Nanoseconds an event of the bare queue with 10,000 timers. */
function bareCostNs(): number {
  const random = numbers();
  const loop = new BareLoop(10_000, () => Math.floor(random() * 1_000_000));
  const spent = Array.from({ length: rounds + 1 }, () => processorNs(() => loop.run(1_000_000)) / 1_000_000);
  return median(spent.slice(1));
}

const bareNs = bareCostNs();

const [busy = 0] = costs([[sleepingHost(8, 200, 0.3), 60 * secondNs]]);
print('scheduler: switches, 8 processors, 200 tasks', 1000 / busy, 'million/s', bareNs / busy, 'at least 2.5, aim 4');

const hour = sleepingHost(8, 200, 0.02);
const hourStartMs = performance.now();
hour.advance(3600 * secondNs);
print(
  'scheduler: an hour of 200 mostly sleeping tasks',
  (performance.now() - hourStartMs) / 1000,
  's',
  null,
  'under 3',
);

const runnable = costs([10, 1_000, 100_000].map((tasks) => [runnableHost(tasks), 20_000 * secondNs]));
const [ten = 1, , many = 1] = runnable;
print('scheduler: a switch with 100,000 runnable tasks against 10', many, 'ns', many / ten, 'at most 1.5');

const [two = 1, sixtyFour = 1] = costs([
  [sleepingHost(2, 50, 0.3), 120 * secondNs],
  [sleepingHost(64, 1600, 0.3), 5 * secondNs],
]);
print('scheduler: a switch on 64 processors against 2', sixtyFour, 'ns', sixtyFour / two, 'at most 1.5');

const [light = 1, heavy = 1] = costs([
  [sleepingHost(8, 200, 0.05), 240 * secondNs],
  [sleepingHost(8, 200, 0.95), 20 * secondNs],
]);
print('scheduler: a switch at 95 % load against 5 %', heavy, 'ns', heavy / light, 'at most 1.5 either way');

const idle = new HostScheduler(profile, 64);
const idleStartMs = performance.now();
idle.advance(86_400 * secondNs);
print('scheduler: a day of an idle host', performance.now() - idleStartMs, 'ms', null, 'nothing');
