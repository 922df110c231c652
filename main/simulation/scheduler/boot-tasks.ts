import { assertPresent } from '../../../shared/lib/assert.ts';
import { parseDuration } from '../../../shared/lib/duration.ts';
import type { DrillHost } from '../../../shared/model/drill.ts';
import type { RandomStream } from '../engine/random-streams.ts';
import type { Program, ProgramStep } from './programs.ts';
import type { RunningHost, StartedTask } from './running-host.ts';
import { type UsualTask, usualTasks } from './usual-tasks.ts';

/** So many rounds of a program are drawn; then it goes round. */
const drawnRounds = 6;
const firstLoadedPid = 10_000;
const shellPid = 601;

const forEver = (step: number): ProgramStep => ({ kind: 'loop', step, times: 0 });

/** From half of a mean to one and a half. */
const around = (random: RandomStream, mean: number): number =>
  random.uniformInt(Math.max(1, Math.floor(mean / 2)), Math.max(1, Math.floor((mean * 3) / 2)));

/** Bursts and sleeps around their means, drawn once; a first sleep sets it out of step with the others. */
function drawnProgram(random: RandomStream, { burstUs, sleepMs }: UsualTask, hz: number): Program {
  const ticks = Math.max(1, Math.floor((sleepMs * hz) / 1000));
  const steps: ProgramStep[] = [{ kind: 'sleep', ticks: random.uniformInt(1, ticks) }];
  for (let round = 0; round < drawnRounds; round++) {
    steps.push({ kind: 'run', ns: around(random, burstUs) * 1000 });
    steps.push({ kind: 'sleep', ticks: around(random, ticks) });
  }
  return [...steps, forEver(1)];
}

type Loaded = NonNullable<DrillHost['load']>['tasks'][number];

/** A program of a drill, its lengths as they are; the first sleep is drawn. */
function loadedProgram(random: RandomStream, { program }: Loaded, hz: number): Program {
  if (program === 'hog') return [{ kind: 'hog' }];
  const tickNs = 1_000_000_000 / hz;
  const lengthNs = (text: string): number => assertPresent(parseDuration(text), 'the drill has been checked');
  const steps = program.map((step): ProgramStep => {
    if ('run' in step) return { kind: 'run', ns: lengthNs(step.run) };
    if ('wait' in step) return { kind: 'wait-for-device', ns: lengthNs(step.wait), interruptible: false };
    return { kind: 'sleep', ticks: Math.max(1, Math.floor(lengthNs(step.sleep) / tickNs)) };
  });
  return [{ kind: 'sleep', ticks: random.uniformInt(1, hz) }, ...steps, forEver(1)];
}

/** Starts what a host runs from its boot on, spread over its processors in turn. To be called within `act`. */
export function startBootTasks(running: RunningHost, host: DrillHost, random: RandomStream): void {
  const { core } = running.scheduler;
  const { hz } = core.profile;
  const onLine = Array.from({ length: core.processors }, (_, processor) => processor).filter((each) =>
    running.isOnLine(each),
  );
  let started = 0;
  const start = (task: Omit<StartedTask, 'processor'>): void => {
    const processor = assertPresent(onLine[started % onLine.length], 'a processor is on-line');
    running.start({ ...task, processor });
    started += 1;
  };
  for (const task of usualTasks(host)) start({ ...task, program: drawnProgram(random, task, hz) });
  for (const task of host.load?.tasks ?? []) {
    for (let copy = 0; copy < task.count; copy++) {
      const { name, nice } = task;
      const pid = firstLoadedPid + started;
      const program = loadedProgram(random, task, hz);
      start({ pid, parent: shellPid, user: 'app', name, command: name, nice, isKernel: false, program });
    }
  }
}
