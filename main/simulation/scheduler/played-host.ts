import { HostScheduler } from './host-scheduler.ts';
import type { NewTask } from './life.ts';
import { type SchedulerProfile, schedulerProfiles } from './profiles.ts';
import type { Program } from './programs.ts';
import type { SchedulerTrace } from './scheduler-trace.ts';
import { taskPolicy } from './task-table.ts';

const millisecondNs = 1_000_000;

/** The profile of that name; there must be one. */
export function profileNamed(name: string): SchedulerProfile {
  const found = schedulerProfiles.find((profile) => profile.name === name);
  if (found === undefined) throw new Error(`no profile ${name}`);
  return found;
}

/** What a host did, in words: `12 wake a`, `102 expire a to expired`. Milliseconds first. */
function wordsTrace(host: () => HostScheduler, words: string[]): SchedulerTrace {
  const say = (text: string): void => {
    words.push(`${host().core.nowNs / millisecondNs} ${text}`);
  };
  const name = (task: number): string => host().nameOf(task);
  return {
    ran: (task, cpu, fromNs, toNs) => {
      words.push(`${fromNs / millisecondNs}-${toNs / millisecondNs} ${name(task)} on ${cpu}`);
    },
    switched: () => undefined,
    woke: (task) => say(`wake ${name(task)}`),
    expired: (task, _, { toExpired }) => say(`expire ${name(task)} to ${toExpired ? 'expired' : 'active'}`),
    requeued: (task) => say(`requeue ${name(task)}`),
    swapped: (cpu) => say(`swap on ${cpu}`),
    yielded: (task) => say(`yield ${name(task)}`),
    forked: (parent) => say(`fork of ${name(parent)}`),
    exited: (task) => say(`exit ${name(task)}`),
    reniced: (task, nice) => say(`nice ${name(task)} ${nice}`),
    pulled: (task, { from, to }) => say(`pull ${name(task)} from ${from} to ${to}`),
    tookOffLine: (cpu) => say(`offline ${cpu}`),
    rehomed: (task, from, to, broken) => say(`rehome ${name(task)} from ${from} to ${to}${broken ? ' broken' : ''}`),
    restricted: (task, from, to) => say(`move ${name(task)} from ${from} to ${to}`),
    wokeInVain: (task) => say(`in vain ${name(task)}`),
  };
}

/** A host under test, its times in milliseconds. */
export class PlayedHost {
  readonly host: HostScheduler;
  readonly words: string[] = [];

  constructor(profile: string | SchedulerProfile = 'seed-10s', processors = 1) {
    const trace = wordsTrace(() => this.host, this.words);
    this.host = new HostScheduler(typeof profile === 'string' ? profileNamed(profile) : profile, processors, trace);
  }

  spawn(atMs: number, name: string, program: Program, some: Partial<NewTask> = {}): number {
    let task = -1;
    this.act(atMs, () => {
      const usual = { nice: 0, policy: taskPolicy.other, realTimePriority: 0, processor: 0, allowed: null };
      task = this.host.spawn(name, program, { ...usual, sleepAveragePermille: 0, isKernel: false, ...some });
    });
    return task;
  }

  act(atMs: number, action: () => void): void {
    this.host.act(atMs * millisecondNs, action);
  }

  /** Goes on to an instant; every task's numbers are then up to date. */
  until(atMs: number): this {
    this.host.advance(atMs * millisecondNs);
    this.host.settleAll();
    return this;
  }

  task(task: number): { readonly slice: number; readonly priority: number; readonly sleepAverage: number } {
    const { tasks } = this.host.core;
    return {
      slice: tasks.slice[task] as number,
      priority: tasks.priority[task] as number,
      sleepAverage: tasks.sleepAverage[task] as number,
    };
  }

  /** What was said that has one of these words in it. */
  said(...wanted: readonly string[]): string[] {
    return this.words.filter((each) => wanted.some((word) => each.includes(word)));
  }
}

/** Steps of programs, times in milliseconds. */
export const run = (ms: number): Program[number] => ({ kind: 'run', ns: ms * millisecondNs });
export const sleep = (ticks: number): Program[number] => ({ kind: 'sleep', ticks });
export const device = (ms: number, interruptible = false): Program[number] => ({
  kind: 'wait-for-device',
  ns: ms * millisecondNs,
  interruptible,
});
export const hog: Program = [{ kind: 'hog' }];
export const forEver: Program[number] = { kind: 'loop', step: 0, times: 0 };
