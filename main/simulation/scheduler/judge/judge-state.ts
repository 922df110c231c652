import { bonusOf, effectivePriority, isInteractive, sliceOf } from '../priorities.ts';
import type { SchedulerProfile } from '../profiles.ts';
import type { Program } from '../programs.ts';

export interface JudgeTask {
  readonly name: string;
  readonly program: Program;
  policy: 'other' | 'fifo' | 'rr';
  nice: number;
  prio: number;
  cpu: number;
  allowed: readonly number[] | null;
  state: 'runnable' | 'S' | 'D' | 'dead';
  array: 'active' | 'expired' | null;
  slice: number;
  sleepAverage: number;
  lastRun: number;
  sinceUs: number;
  activated: number;
  credit: number;
  firstSlice: boolean;
  parent: JudgeTask | null;
  step: number;
  leftUs: number;
  loops: Map<number, number>;
  ranUs: number;
}

export interface JudgeProcessor {
  active: JudgeTask[];
  expired: JudgeTask[];
  current: JudgeTask | null;
  expiredAt: number;
  bestExpired: number;
  switches: number;
  mustSchedule: boolean;
  remembered: number[];
  isOnline: boolean;
}

/** Processors and tasks of the judge as they stand, with what follows from their numbers. */
export class JudgeState {
  readonly profile: SchedulerProfile;
  readonly tickUs: number;
  readonly tasks: JudgeTask[] = [];
  readonly cpus: readonly JudgeProcessor[];
  nowUs = 0;
  ticks = 0;

  constructor(profile: SchedulerProfile, cpus: number) {
    this.profile = profile;
    this.tickUs = 1_000_000 / profile.hz;
    this.cpus = Array.from({ length: cpus }, () => ({
      active: [],
      expired: [],
      current: null,
      expiredAt: 0,
      bestExpired: 140,
      switches: 0,
      mustSchedule: false,
      remembered: Array.from({ length: cpus }, () => 0),
      isOnline: true,
    }));
  }

  /** Tasks of a processor, the running one included. */
  length(cpu: JudgeProcessor): number {
    return cpu.active.length + cpu.expired.length;
  }

  activate(task: JudgeTask): void {
    this.append(this.cpuOf(task), task, 'active');
  }

  preempt(task: JudgeTask): void {
    const cpu = this.cpuOf(task);
    if (cpu.current === null || task.prio < cpu.current.prio) cpu.mustSchedule = true;
  }

  append(cpu: JudgeProcessor, task: JudgeTask, array: 'active' | 'expired'): void {
    cpu[array].push(task);
    task.array = array;
  }

  remove(cpu: JudgeProcessor, task: JudgeTask): void {
    if (task.array === null) throw new Error('the judge removes a task that is nowhere');
    const list = cpu[task.array];
    list.splice(list.indexOf(task), 1);
    task.array = null;
  }

  readonly cpuOf = (task: JudgeTask): JudgeProcessor => this.cpus[task.cpu] as JudgeProcessor;
  readonly mayRun = (task: JudgeTask, cpu: number): boolean => task.allowed === null || task.allowed.includes(cpu);
  readonly full = (task: JudgeTask): number => sliceOf(this.profile, 120 + task.nice);
  readonly averageTicks = (task: JudgeTask): number =>
    this.profile.family === 'tick' ? task.sleepAverage : Math.floor(task.sleepAverage / (this.tickUs * 1000));
  readonly bonus = (task: JudgeTask): number => bonusOf(this.profile, this.averageTicks(task));
  readonly effective = (task: JudgeTask): number =>
    task.policy === 'other' ? effectivePriority(this.profile, 120 + task.nice, this.averageTicks(task)) : task.prio;
  readonly interactive = (task: JudgeTask): boolean => isInteractive(this.profile, 120 + task.nice, task.prio);
}
