import { type SchedulerTap, tappedRowsLimit } from '../../../shared/model/scheduler-views.ts';
import type { RunningHost } from './running-host.ts';
import type { Expiry, Pull, SchedulerTrace } from './scheduler-trace.ts';
import { noTask } from './task-table.ts';

type Row = SchedulerTap['switches'][number];
type TappedTask = Row['before'];
type TapEvent = SchedulerTap['events'][number];

/** By the numbers of task states. */
const stateLetters = ['R', 'S', 'D', 'X'] as const;
const idleTask: TappedTask = { name: 'swapper', number: 0, priority: 140 };

/** Writes down what the scheduler of one host does, until it holds as many rows as it may. No part of the run's state. */
export class HostTap implements SchedulerTrace {
  readonly switches: Row[] = [];
  readonly events: TapEvent[] = [];
  readonly #running: RunningHost;
  readonly #ids: readonly number[];

  constructor(running: RunningHost, ids: readonly number[]) {
    this.#running = running;
    this.#ids = ids;
  }

  get rows(): number {
    return this.switches.length + this.events.length;
  }

  get isFull(): boolean {
    return this.rows >= tappedRowsLimit;
  }

  get lastRowNs(): number {
    return 1000 * Math.max(this.switches.at(-1)?.atUs ?? 0, this.events.at(-1)?.t_us ?? 0);
  }

  switched(processor: number, before: number, next: number): void {
    if (this.isFull) return;
    const { tasks } = this.#running.scheduler.core;
    const state = before === noTask ? 'R' : (stateLetters[tasks.state[before] as number] ?? 'R');
    const cpu = this.#id(processor);
    this.switches.push({ atUs: this.#nowUs(), cpu, before: this.#task(before), state, next: this.#task(next) });
  }

  ran(): void {
    // It follows from the switches.
  }

  woke(task: number, processor: number): void {
    const { core } = this.#running.scheduler;
    this.#add('wake', task, { cpu: this.#id(processor), sleep_avg: core.sleepAverageTicks(task) });
  }

  expired(task: number, processor: number, { toExpired, interactive, starving }: Expiry): void {
    const array = toExpired ? 'expired' : 'active';
    this.#add('expire', task, { cpu: this.#id(processor), array, interactive, starving });
  }

  requeued(task: number, processor: number, granularity: number): void {
    this.#add('requeue', task, { cpu: this.#id(processor), granularity });
  }

  swapped(processor: number): void {
    this.#push({ t_us: this.#nowUs(), type: 'swap', cpu: this.#id(processor) });
  }

  yielded(task: number, processor: number): void {
    this.#add('yield', task, { cpu: this.#id(processor) });
  }

  forked(parent: number, child: number): void {
    this.#add('fork', parent, { child: `task ${child + 1}` });
  }

  exited(task: number, processor: number): void {
    this.#add('exit', task, { cpu: this.#id(processor) });
  }

  reniced(task: number, nice: number): void {
    this.#add('nice', task, { nice });
  }

  pulled(task: number, { from, to, fromExpired, idle }: Pull): void {
    const array = fromExpired ? 'expired' : 'active';
    this.#add('pull', task, { frm: this.#id(from), to: this.#id(to), from_array: array, idle });
  }

  tookOffLine(processor: number): void {
    this.#push({ t_us: this.#nowUs(), type: 'offline', cpu: this.#id(processor) });
  }

  rehomed(task: number, from: number, to: number, affinityBroken: boolean): void {
    const places = { frm: this.#id(from), to: this.#id(to) };
    this.#add('migrate_off', task, { ...places, affinity_broken: affinityBroken });
  }

  restricted(task: number, from: number, to: number): void {
    this.#add('pull', task, { frm: this.#id(from), to: this.#id(to), from_array: 'active', idle: false });
  }

  wokeInVain(task: number, processor: number): void {
    this.#add('spurious', task, { cpu: this.#id(processor) });
  }

  #add(type: string, task: number, about: Readonly<Record<string, unknown>>): void {
    const { tasks } = this.#running.scheduler.core;
    this.#push({ t_us: this.#nowUs(), type, task: this.#task(task).name, prio: tasks.priority[task], ...about });
  }

  #push(event: TapEvent): void {
    if (!this.isFull) this.events.push(event);
  }

  #task(task: number): TappedTask {
    if (task === noTask) return idleTask;
    const { scheduler } = this.#running;
    return {
      name: tappedName(this.#running, task),
      number: task + 1,
      priority: scheduler.core.tasks.priority[task] as number,
    };
  }

  #nowUs(): number {
    return this.#running.scheduler.core.nowNs / 1000;
  }

  #id(place: number): number {
    return this.#ids[place] as number;
  }
}

/** Several processes of one name must be told apart: `java-620`. */
export const tappedName = ({ scheduler, facts }: RunningHost, task: number): string =>
  `${scheduler.nameOf(task)}-${facts[task]?.pid ?? 0}`;
