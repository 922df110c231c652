import { assertPresent } from '../../shared/lib/assert.ts';
import { ftraceText } from '../export/ftrace-text.ts';
import { perfettoJson } from '../export/perfetto-json.ts';
import { EndlessProgram, HostScheduler } from '../simulation/scheduler/host-scheduler.ts';
import { schedulerProfiles } from '../simulation/scheduler/profiles.ts';
import { taskPolicy, taskState } from '../simulation/scheduler/task-table.ts';
import type { FileProblem } from './file-problem.ts';
import { type RecordedEvent, SchedulerRecorder, type Segment, TooMuch } from './scheduler-recorder.ts';
import { readWorkload, type Workload, type WorkloadEvent } from './scheduler-workload.ts';
import { pathText } from './schema-problem.ts';

/** What `redline lab scheduler` prints, in the form of a workload file's results. */
export interface SchedulerDocument {
  readonly profile: string;
  readonly segments: readonly Segment[];
  /** By processor: which task each tick found running, and for how many ticks on end. */
  readonly ticks: readonly (readonly (readonly [task: string, ticks: number])[])[];
  readonly events: readonly RecordedEvent[];
  readonly snapshots: readonly Snapshot[];
  readonly context_switches: readonly number[];
  readonly cpu_us: Readonly<Record<string, number>>;
}

/** What came of a workload: the document, and traces for other tools. */
export interface PlayedWorkload {
  readonly document: SchedulerDocument;
  /** The same for Perfetto, and as ftrace writes it. */
  readonly perfetto: () => Iterable<string>;
  readonly ftrace: () => Iterable<string>;
}

interface Snapshot {
  readonly t_us: number;
  readonly jiffies: number;
  readonly cpus: readonly unknown[];
  readonly tasks: Readonly<Record<string, unknown>>;
}

const snapshotEveryUs = 250_000;
/** Segments and events of one document. */
const usualLimit = 2_000_000;
/** Numbers of tasks in all snapshots together. */
const mostSnapshotTasks = 2_000_000;
const microsecondNs = 1000;
const policies = { OTHER: taskPolicy.other, FIFO: taskPolicy.fifo, RR: taskPolicy.roundRobin } as const;

/** One workload on one host, from beginning to end. */
class Playing {
  readonly #workload: Workload;
  readonly #host: HostScheduler;
  readonly #recorder: SchedulerRecorder;
  readonly #tasks = new Map<string, number>();
  readonly #snapshots: Snapshot[] = [];
  #snapshotTasks = 0;
  readonly #offlineUs = new Map<number, number>();

  constructor(workload: Workload, most: number) {
    this.#workload = workload;
    this.#recorder = new SchedulerRecorder(workload.reader.queues, most);
    this.#host = new HostScheduler(workload.profile, workload.processors, this.#recorder);
    this.#recorder.attach(this.#host);
  }

  /** Which program goes round without end, if that is what stopped it. */
  programOf(task: number): readonly (string | number)[] {
    const program = this.#host.programOf(task);
    return this.#workload.reader.paths.get(program) ?? ['workload'];
  }

  play(): PlayedWorkload {
    const { events, untilUs } = this.#workload;
    const instants = new Set([...events.map((event) => event.t_us), ...this.#snapshotInstants()]);
    const byInstant = Map.groupBy(events, (event) => event.t_us);
    for (const atUs of [...instants].filter((each) => each <= untilUs).sort((one, other) => one - other)) {
      const due = byInstant.get(atUs);
      if (due === undefined) this.#host.advance(atUs * microsecondNs);
      else this.#host.act(atUs * microsecondNs, () => this.#applyAll(due));
      if (atUs === untilUs || (atUs % snapshotEveryUs === 0 && atUs > 0)) this.#lookAt(atUs);
    }
    this.#recorder.finish();
    const record = this.#recorder.record('host', untilUs);
    return { document: this.#document(), perfetto: () => perfettoJson(record), ftrace: () => ftraceText(record) };
  }

  #snapshotInstants(): number[] {
    const { untilUs } = this.#workload;
    return Array.from(
      { length: Math.floor(untilUs / snapshotEveryUs) },
      (_, index) => (index + 1) * snapshotEveryUs,
    ).concat(untilUs);
  }

  #applyAll(events: readonly WorkloadEvent[]): void {
    for (const event of events) this.#apply(event);
  }

  #apply(event: WorkloadEvent): void {
    const host = this.#host;
    switch (event.type) {
      case 'spawn':
        this.#spawn(event);
        break;
      case 'nice':
        host.renice(assertPresent(this.#tasks.get(event.task), 'the workload has been checked'), event.nice);
        break;
      case 'post':
        host.post(this.#workload.reader.number(event.queue), event.tokens, event.nr);
        break;
      case 'offline':
        this.#offlineUs.set(event.cpu, event.t_us);
        host.takeOffLine(event.cpu);
        break;
    }
  }

  #spawn(event: WorkloadEvent & { readonly type: 'spawn' }): void {
    const program = assertPresent(this.#workload.programs.get(event.task), 'the workload has been checked');
    const number = this.#host.spawn(event.task, program, {
      nice: event.nice,
      policy: policies[event.policy],
      realTimePriority: event.rt_priority,
      processor: event.cpu,
      allowed: event.allowed ?? null,
      sleepAveragePermille: event.sleep_avg_permille,
      isKernel: false,
    });
    this.#tasks.set(event.task, number);
  }

  #lookAt(atUs: number): void {
    this.#host.settleAll();
    const { tasks, queues, processors, ticks } = this.#host.core;
    this.#snapshotTasks += tasks.length;
    if (this.#snapshotTasks > mostSnapshotTasks) throw new TooMuch();
    const cpus = Array.from({ length: processors }, (_, cpu) => ({
      nr_running: queues.running[cpu],
      expired_timestamp: queues.expiredAt[cpu],
      switches: queues.switches[cpu],
    }));
    const numbers = Array.from({ length: tasks.length }, (_, task) => task);
    const named = Object.fromEntries(numbers.map((task) => [this.#recorder.nameOf(task), this.#taskAt(task)]));
    this.#snapshots.push({ t_us: atUs, jiffies: ticks, cpus, tasks: named });
  }

  #taskAt(task: number): unknown {
    const { tasks, queues, profile } = this.#host.core;
    const cpu = tasks.processor[task] as number;
    const array = tasks.array[task] as number;
    return {
      state: this.#stateOf(task, cpu, array),
      cpu,
      array: array < 0 ? null : array === queues.active[cpu] ? 'active' : 'expired',
      prio: tasks.priority[task],
      static_prio: tasks.staticPriority[task],
      time_slice: tasks.slice[task],
      sleep_avg: tasks.sleepAverage[task],
      first_time_slice: tasks.firstSlice[task],
      ...(profile.creditLimit === null ? {} : { interactive_credit: tasks.credit[task] }),
    };
  }

  #stateOf(task: number, cpu: number, array: number): string {
    const { tasks, queues } = this.#host.core;
    if (queues.current[cpu] === task) return 'running';
    if (array >= 0) return 'queued';
    if (tasks.state[task] === taskState.dead) return 'dead';
    return tasks.state[task] === taskState.uninterruptible ? 'D' : 'S';
  }

  #document(): SchedulerDocument {
    const { core } = this.#host;
    const { segments, events } = this.#recorder;
    const numbers = Array.from({ length: core.tasks.length }, (_, task) => task);
    return {
      profile: core.profile.name,
      segments,
      ticks: Array.from({ length: core.processors }, (_, cpu) => this.#ticksOf(cpu)),
      events,
      snapshots: this.#snapshots,
      context_switches: [...core.queues.switches],
      cpu_us: Object.fromEntries(
        numbers.map((task) => [this.#recorder.nameOf(task), this.#host.ranNs(task) / microsecondNs]),
      ),
    };
  }

  /** Who ran at each tick of a processor, that is just before it; ticks end where it goes off-line. */
  #ticksOf(cpu: number): (readonly [string, number])[] {
    const tickUs = this.#host.core.tickNs / microsecondNs;
    const lastTick = Math.floor((this.#offlineUs.get(cpu) ?? this.#workload.untilUs) / tickUs);
    const found: [string, number][] = [];
    let seen = 0;
    const add = (task: string, untilTick: number): void => {
      const count = Math.min(untilTick, lastTick) - seen;
      if (count <= 0) return;
      const last = found.at(-1);
      if (last?.[0] === task) last[1] += count;
      else found.push([task, count]);
      seen += count;
    };
    for (const [task, on, startUs, endUs] of this.#recorder.segments) {
      if (on !== cpu) continue;
      add('idle', Math.floor(startUs / tickUs));
      add(task, Math.floor(endUs / tickUs));
    }
    add('idle', lastTick);
    return found;
  }
}

/** The names of the versions of the scheduler, the usual one first. */
export const schedulerProfileNames: readonly string[] = schedulerProfiles.map(({ name }) => name);

/** Plays the workload of `redline lab scheduler`, or answers why the text is none or comes to more than `most` things. */
export function labScheduler(text: string, profileName: string, most = usualLimit): PlayedWorkload | FileProblem {
  const profile = assertPresent(
    schedulerProfiles.find(({ name }) => name === profileName),
    'a profile by its name',
  );
  const workload = readWorkload(text, profile);
  if ('problem' in workload) return workload;
  const playing = new Playing(workload.read, most);
  try {
    return playing.play();
  } catch (error) {
    if (error instanceof TooMuch) {
      return { place: 'until_us', problem: `more than ${most} things happen, expected an earlier end` };
    }
    if (!(error instanceof EndlessProgram)) throw error;
    const place = pathText([...playing.programOf(error.task), error.step]);
    return {
      place,
      problem: 'the program goes round here without running or sleeping, expected a run or a sleep in the loop',
    };
  }
}
