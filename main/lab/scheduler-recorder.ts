import { assertPresent } from '../../shared/lib/assert.ts';
import { idleTask, type SchedulerRecord, type SwitchedTask, type TaskSwitch } from '../export/scheduler-trace.ts';
import type { HostScheduler } from '../simulation/scheduler/host-scheduler.ts';
import type { Expiry, Pull, SchedulerTrace } from '../simulation/scheduler/scheduler-trace.ts';

/** A task on a processor without a break, in microseconds. */
export type Segment = [task: string, cpu: number, startUs: number, endUs: number];
export type RecordedEvent = Readonly<Record<string, unknown>> & { readonly t_us: number; readonly type: string };

/** A workload that comes to more than a document can hold. */
export class TooMuch extends Error {}

/** By the numbers of task states. */
const stateLetters = ['R', 'S', 'D', 'X'] as const;

const usOf = (ns: number): number => ns / 1000;

/** Writes down what a scheduler does, in the form of workload files. */
export class SchedulerRecorder implements SchedulerTrace {
  readonly segments: Segment[] = [];
  readonly events: RecordedEvent[] = [];
  readonly switches: TaskSwitch[] = [];
  /** The priority that the task of each event had then. */
  readonly #priorities: number[] = [];
  readonly #most: number;
  readonly #queues: readonly string[];
  /** By processor. */
  readonly #last: Segment[] = [];
  readonly #names: string[] = [];
  /** How many tasks have a name. */
  readonly #called = new Map<string, number>();
  #host: HostScheduler | null = null;
  /** Children have no names before they are known to the host. */
  readonly #forks: { readonly place: number; readonly child: number }[] = [];

  constructor(queues: readonly string[], most: number) {
    this.#queues = queues;
    this.#most = most;
  }

  attach(host: HostScheduler): void {
    this.#host = host;
  }

  /** Writes the runs that are not over yet, and puts all in order. */
  finish(): void {
    const { core } = this.#hostNow();
    for (let cpu = 0; cpu < core.processors; cpu++) {
      const task = core.queues.current[cpu] as number;
      const since = core.ranSinceNs[cpu] as number;
      if (task >= 0 && since < core.nowNs) this.ran(task, cpu, since, core.nowNs);
    }
    this.segments.sort((one, other) => one[2] - other[2] || one[1] - other[1]);
    for (const { place, child } of this.#forks) {
      const event = assertPresent(this.events[place], 'the fork was written down');
      this.events[place] = { ...event, child: this.nameOf(child) };
    }
  }

  switched(cpu: number, before: number, next: number): void {
    const { core } = this.#hostNow();
    this.switches.push({
      atUs: usOf(core.nowNs),
      cpu,
      before: this.#switched(before),
      state: before < 0 ? 'R' : (stateLetters[core.tasks.state[before] as number] ?? 'R'),
      next: this.#switched(next),
    });
    this.#checkLength();
  }

  ran(task: number, cpu: number, fromNs: number, toNs: number): void {
    const name = this.nameOf(task);
    const last = this.#last[cpu];
    if (last !== undefined && last[0] === name && last[3] === usOf(fromNs)) {
      last[3] = usOf(toNs);
      return;
    }
    const segment: Segment = [name, cpu, usOf(fromNs), usOf(toNs)];
    this.#last[cpu] = segment;
    this.segments.push(segment);
    this.#checkLength();
  }

  woke(task: number, cpu: number, reschedules: boolean): void {
    const { tasks } = this.#hostNow().core;
    const [prio, average] = [tasks.priority[task], tasks.sleepAverage[task]];
    this.#add('wake', { task: this.nameOf(task), cpu, prio, sleep_avg: average, need_resched: reschedules });
  }

  expired(task: number, cpu: number, { realTime, toExpired, interactive, starving }: Expiry): void {
    const { tasks } = this.#hostNow().core;
    const [prio, slice] = [tasks.priority[task], tasks.slice[task]];
    const common = { task: this.nameOf(task), cpu };
    if (realTime) this.#add('rr_expire', { ...common, new_slice: slice });
    else
      this.#add('expire', {
        ...common,
        to: toExpired ? 'expired' : 'active',
        prio,
        new_slice: slice,
        interactive,
        starving,
      });
  }

  requeued(task: number, cpu: number, granularity: number): void {
    this.#add('requeue', {
      task: this.nameOf(task),
      cpu,
      prio: this.#hostNow().core.tasks.priority[task],
      granularity,
    });
  }

  swapped(cpu: number): void {
    this.#add('swap', { cpu });
  }

  yielded(task: number, cpu: number): void {
    this.#add('yield', { task: this.nameOf(task), cpu });
  }

  forked(parent: number, child: number): void {
    const { tasks } = this.#hostNow().core;
    this.#forks.push({ place: this.events.length, child });
    this.#add('fork', {
      task: this.nameOf(parent),
      child: '',
      child_slice: tasks.slice[child],
      parent_slice: tasks.slice[parent],
      child_sleep_avg: tasks.sleepAverage[child],
      parent_sleep_avg: tasks.sleepAverage[parent],
      child_prio: tasks.priority[child],
    });
  }

  exited(task: number, cpu: number, parent: number): void {
    const { tasks } = this.#hostNow().core;
    const left = parent < 0 ? {} : { parent_slice: tasks.slice[parent], parent_sleep_avg: tasks.sleepAverage[parent] };
    this.#add('exit', { task: this.nameOf(task), cpu, ...left }, task);
  }

  reniced(task: number, nice: number): void {
    this.#add('nice', { task: this.nameOf(task), nice });
  }

  pulled(task: number, { from, to, fromExpired, idle }: Pull): void {
    this.#add(
      'pull',
      { task: this.nameOf(task), frm: from, to, from_array: fromExpired ? 'expired' : 'active', idle },
      task,
    );
  }

  tookOffLine(cpu: number): void {
    this.#add('offline', { cpu });
  }

  rehomed(task: number, from: number, to: number, affinityBroken: boolean): void {
    this.#add('migrate_off', { task: this.nameOf(task), frm: from, to, affinity_broken: affinityBroken }, task);
  }

  restricted(task: number, from: number, to: number): void {
    this.#add('migrate', { task: this.nameOf(task), frm: from, to }, task);
  }

  wokeInVain(task: number, cpu: number, queue: number): void {
    this.#add('spurious', { task: this.nameOf(task), cpu, queue: this.#queues[queue] });
  }

  #switched(task: number): SwitchedTask {
    if (task < 0) return idleTask;
    return { name: this.nameOf(task), number: task + 1, priority: this.#hostNow().core.tasks.priority[task] as number };
  }

  /** Everything as an export wants it, after the end. */
  record(host: string, untilUs: number): SchedulerRecord {
    const { tasks, processors } = this.#hostNow().core;
    return {
      host,
      processors: Array.from({ length: processors }, (_, cpu) => cpu),
      untilUs,
      tasks: Array.from({ length: tasks.length }, (_, task) => this.nameOf(task)),
      switches: this.switches,
      events: this.events.map((event, index) => ({ prio: this.#priorities[index], ...event })),
    };
  }

  #add(type: string, about: Readonly<Record<string, unknown>>, task = -1): void {
    const { core } = this.#hostNow();
    this.events.push({ t_us: usOf(core.nowNs), type, ...about });
    this.#priorities.push(task < 0 ? 0 : (core.tasks.priority[task] as number));
    this.#checkLength();
  }

  #checkLength(): void {
    if (this.events.length + this.segments.length + this.switches.length > this.#most) throw new TooMuch();
  }

  /** The name of a task; of several of one name all but the first have a number too. */
  nameOf(task: number): string {
    for (let each = this.#names.length; each <= task; each++) {
      const name = this.#hostNow().nameOf(each);
      const count = (this.#called.get(name) ?? 0) + 1;
      this.#called.set(name, count);
      this.#names.push(count === 1 ? name : `${name}#${count}`);
    }
    return this.#names[task] ?? '';
  }

  #hostNow(): HostScheduler {
    return assertPresent(this.#host, 'a recorder is attached before anything happens');
  }
}
