import type { SchedulerEvent, SchedulerRecord, SwitchedTask } from './scheduler-trace.ts';

/** Rows of processors and rows of tasks are two processes of the trace. */
const processorsId = 1;
const tasksId = 2;

type TraceEvent = Readonly<Record<string, unknown>>;

const named = (pid: number, tid: number, kind: 'process_name' | 'thread_name', name: string): TraceEvent => ({
  ...{ ph: 'M', pid, tid, name: kind },
  args: { name },
});

function* names({ host, processors, tasks }: SchedulerRecord): Generator<TraceEvent> {
  yield named(processorsId, 0, 'process_name', `${host}: processors`);
  yield named(tasksId, 0, 'process_name', `${host}: tasks`);
  for (const cpu of processors) yield named(processorsId, cpu, 'thread_name', `CPU${cpu}`);
  for (const [index, task] of tasks.entries()) yield named(tasksId, index + 1, 'thread_name', task);
}

const slice = (pid: number, tid: number, name: string, startUs: number, endUs: number, args: object): TraceEvent => ({
  ...{ ph: 'X', pid, tid, name, cat: 'sched', ts: startUs, dur: endUs - startUs },
  args,
});

const stateNames = { R: 'runnable', S: 'sleeping', D: 'uninterruptible', X: 'gone' } as const;

/** What a task's row shows: its state and since when. */
interface TaskRow {
  state: string;
  sinceUs: number;
}

/** Turns switches and wake-ups into slices that do not overlap, of processors and of tasks. */
class Rows {
  readonly #record: SchedulerRecord;
  readonly #running: (SwitchedTask & { readonly sinceUs: number })[] = [];
  readonly #tasks: (TaskRow | undefined)[] = [];
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(record: SchedulerRecord) {
    this.#record = record;
    this.#numbers = new Map(record.tasks.map((name, index) => [name, index + 1]));
  }

  *all(): Generator<TraceEvent> {
    const { switches, events, untilUs, processors, tasks } = this.#record;
    let next = 0;
    for (const { atUs, cpu, before, state, next: after } of switches) {
      for (; (events[next]?.t_us ?? Number.POSITIVE_INFINITY) <= atUs; next++)
        yield* this.#event(events[next] as SchedulerEvent);
      yield* this.#endOf(cpu, atUs);
      if (before.number > 0) yield* this.#enter(before.number, stateNames[state], atUs);
      if (after.number > 0) {
        this.#running[cpu] = { ...after, sinceUs: atUs };
        yield* this.#enter(after.number, 'running', atUs);
      }
    }
    for (; next < events.length; next++) yield* this.#event(events[next] as SchedulerEvent);
    for (const cpu of processors) yield* this.#endOf(cpu, untilUs);
    for (let task = 1; task <= tasks.length; task++) yield* this.#enter(task, 'gone', untilUs);
  }

  *#endOf(cpu: number, atUs: number): Generator<TraceEvent> {
    const task = this.#running[cpu];
    delete this.#running[cpu];
    if (task === undefined || task.sinceUs === atUs) return;
    yield slice(processorsId, cpu, task.name, task.sinceUs, atUs, { task: task.number, prio: task.priority });
  }

  *#enter(task: number, state: string, atUs: number): Generator<TraceEvent> {
    const before = this.#tasks[task];
    this.#tasks[task] = { state, sinceUs: atUs };
    if (before === undefined || before.state === 'gone' || before.sinceUs === atUs) return;
    yield slice(tasksId, task, before.state, before.sinceUs, atUs, {});
  }

  *#event(event: SchedulerEvent): Generator<TraceEvent> {
    const { t_us: ts, type, task, cpu, ...rest } = event;
    const number = this.#numbers.get(String(task)) ?? 0;
    if (type === 'wake' || type === 'fork') {
      const woken = type === 'fork' ? (this.#numbers.get(String(event.child)) ?? 0) : number;
      yield* this.#enter(woken, 'runnable', ts);
    }
    if (type === 'wake' || type === 'expire') {
      yield { ph: 'C', pid: tasksId, tid: number, name: `prio of ${String(task)}`, ts, args: { prio: event.prio } };
    }
    if (type === 'wake') {
      yield {
        ph: 'C',
        pid: tasksId,
        tid: number,
        name: `sleep_avg of ${String(task)}`,
        ts,
        args: { sleep_avg: event.sleep_avg },
      };
      return;
    }
    const place = Number(cpu ?? event.to ?? 0);
    const about = task === undefined ? rest : { task, ...rest };
    yield { ph: 'i', s: 't', pid: processorsId, tid: place, name: type, cat: 'sched', ts, args: about };
  }
}

/** What a scheduler did as Chrome's trace JSON, which Perfetto opens. Times are in microseconds. */
export function* perfettoJson(record: SchedulerRecord): Generator<string> {
  yield '{"displayTimeUnit":"ms","traceEvents":[';
  let separator = '\n';
  for (const events of [names(record), new Rows(record).all()]) {
    for (const event of events) {
      yield `${separator}${JSON.stringify(event)}`;
      separator = ',\n';
    }
  }
  yield '\n]}\n';
}
