import { z } from 'zod';
import type { SchedulerProfile } from '../simulation/scheduler/profiles.ts';
import type { Program } from '../simulation/scheduler/programs.ts';
import type { DrillFault } from './drill-fault.ts';
import type { FileProblem } from './file-problem.ts';
import { readJson } from './json-file.ts';
import { ProgramFault, ProgramReader } from './scheduler-program.ts';
import { firstProblem, pathText } from './schema-problem.ts';

/** Processors of a workload: those of the largest host. */
const mostProcessors = 144;
/** An hour. */
const longestUs = 3_600_000_000;
const mostTasks = 10_000;

const instantSchema = z.int().min(0).max(longestUs);
const nameSchema = z.string().min(1).max(100);
const niceSchema = z.int().min(-20).max(19);
const processorSchema = z.int().min(0);

const eventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    t_us: instantSchema,
    type: z.literal('spawn'),
    task: nameSchema,
    program: z.unknown(),
    nice: niceSchema.default(0),
    policy: z.enum(['OTHER', 'FIFO', 'RR']).default('OTHER'),
    rt_priority: z.int().min(0).max(99).default(0),
    cpu: processorSchema.default(0),
    allowed: z.array(processorSchema).min(1).optional(),
    sleep_avg_permille: z.int().min(0).max(1000).default(0),
  }),
  z.strictObject({ t_us: instantSchema, type: z.literal('nice'), task: nameSchema, nice: niceSchema }),
  z.strictObject({
    t_us: instantSchema,
    type: z.literal('post'),
    queue: nameSchema,
    tokens: z.int().min(0).max(1_000_000),
    nr: z.int().min(0).max(1_000_000),
  }),
  z.strictObject({ t_us: instantSchema, type: z.literal('offline'), cpu: processorSchema }),
]);
export type WorkloadEvent = z.infer<typeof eventSchema>;

/** The constants of a profile as workload files call them. */
const constants = {
  MIN_TIMESLICE: 'minimumSlice',
  MAX_TIMESLICE: 'maximumSlice',
  DEF_TIMESLICE: 'defaultSlice',
  AVG_TIMESLICE: 'averageSlice',
  MAX_SLEEP_AVG: 'maximumSleepAverage',
  STARVATION_LIMIT: 'starvationLimit',
  CHILD_PENALTY: 'childPenalty',
  PARENT_PENALTY: 'parentPenalty',
  EXIT_WEIGHT: 'exitWeight',
  INTERACTIVE_DELTA: 'interactiveDelta',
  PRIO_BONUS_RATIO: 'bonusRatio',
  GRANULARITY: 'granularity',
  ON_RUNQUEUE_WEIGHT: 'runQueueWeight',
  CREDIT_LIMIT: 'creditLimit',
  BUSY_REBALANCE_TICK: 'busyBalance',
  cache_decay_ticks: 'cacheDecay',
} as const satisfies Record<string, keyof SchedulerProfile>;

const workloadSchema = z.object({
  hz: z.literal(1000).default(1000),
  tick_us: z.literal(1000).default(1000),
  cpus: z.int().min(1).max(mostProcessors),
  until_us: instantSchema,
  overrides: z
    .partialRecord(z.enum(Object.keys(constants) as (keyof typeof constants)[]), z.int().min(0).max(1_000_000))
    .default({}),
  workload: z.array(eventSchema).max(100_000),
});

/** A workload that can be run: programs read, everything it names is there. */
export interface Workload {
  readonly processors: number;
  readonly untilUs: number;
  readonly profile: SchedulerProfile;
  readonly events: readonly WorkloadEvent[];
  /** The program of each spawned task, by its name. */
  readonly programs: ReadonlyMap<string, Program>;
  readonly reader: ProgramReader;
}

type Read = z.infer<typeof workloadSchema>;

function processorFault({ cpus }: Read, event: WorkloadEvent, path: DrillFault['path']): DrillFault | null {
  const outside = (processor: number, at: DrillFault['path']): DrillFault | null =>
    processor < cpus ? null : { path: at, problem: `there is no processor ${processor}, expected 0 to ${cpus - 1}` };
  if (!('cpu' in event)) return null;
  const fault = outside(event.cpu, [...path, 'cpu']);
  if (fault !== null || event.type !== 'spawn') return fault;
  for (const [place, processor] of (event.allowed ?? []).entries()) {
    const found = outside(processor, [...path, 'allowed', place]);
    if (found !== null) return found;
  }
  if (event.allowed !== undefined && !event.allowed.includes(event.cpu)) {
    return { path: [...path, 'cpu'], problem: `processor ${event.cpu} is not among the allowed ones` };
  }
  return null;
}

/** Whether an event names what is there: tasks spawned before, processors on-line. */
class Checks {
  readonly #read: Read;
  readonly #spawned = new Map<string, number>();
  readonly #offline = new Set<number>();

  constructor(read: Read) {
    this.#read = read;
  }

  fault(event: WorkloadEvent, index: number): DrillFault | null {
    const path = ['workload', index];
    const fault = processorFault(this.#read, event, path);
    if (fault !== null) return fault;
    if (event.type === 'spawn') return this.#spawnFault(event, path);
    if (event.type === 'nice' && (this.#spawned.get(event.task) ?? Number.POSITIVE_INFINITY) > event.t_us) {
      return { path: [...path, 'task'], problem: `no task ${event.task} has been spawned by then` };
    }
    if (event.type !== 'offline') return null;
    if (this.#offline.has(event.cpu))
      return { path: [...path, 'cpu'], problem: `processor ${event.cpu} is off-line already` };
    this.#offline.add(event.cpu);
    return this.#offline.size < this.#read.cpus
      ? null
      : { path: [...path, 'cpu'], problem: 'the last processor stays on-line' };
  }

  #spawnFault(event: WorkloadEvent & { readonly type: 'spawn' }, path: DrillFault['path']): DrillFault | null {
    if (this.#spawned.has(event.task))
      return { path: [...path, 'task'], problem: `a task ${event.task} is there already` };
    if (this.#offline.has(event.cpu))
      return { path: [...path, 'cpu'], problem: `processor ${event.cpu} is off-line by then` };
    const isRealTime = event.policy !== 'OTHER';
    if (isRealTime !== event.rt_priority > 0) {
      const expected = isRealTime ? `1 to 99 for ${event.policy}` : '0 for OTHER';
      return { path: [...path, 'rt_priority'], problem: `${event.rt_priority} does not fit, expected ${expected}` };
    }
    this.#spawned.set(event.task, event.t_us);
    return null;
  }
}

function readPrograms(
  read: Read,
): { readonly programs: Map<string, Program>; readonly reader: ProgramReader } | DrillFault {
  const reader = new ProgramReader();
  const programs = new Map<string, Program>();
  try {
    for (const [index, event] of read.workload.entries()) {
      if (event.type === 'spawn') programs.set(event.task, reader.read(event.program, ['workload', index, 'program']));
      if (event.type === 'post') reader.posted.push({ queue: event.queue, path: ['workload', index, 'queue'] });
    }
  } catch (error) {
    if (error instanceof ProgramFault) return error.fault;
    throw error;
  }
  const unknown = reader.posted.find(({ queue }) => !reader.taken.has(queue));
  if (unknown === undefined) return { programs, reader };
  return { path: unknown.path, problem: `no task takes from a queue ${unknown.queue}` };
}

function inTimeOrder(events: readonly WorkloadEvent[]): DrillFault | null {
  const late = events.findIndex((event, index) => index > 0 && event.t_us < (events[index - 1]?.t_us ?? 0));
  return late < 0
    ? null
    : { path: ['workload', late, 't_us'], problem: 'earlier than the event before it, expected them in order' };
}

function check(read: Read, profile: SchedulerProfile): Workload | DrillFault {
  const checks = new Checks(read);
  const fault =
    inTimeOrder(read.workload) ??
    read.workload.reduce<DrillFault | null>((found, event, index) => found ?? checks.fault(event, index), null);
  if (fault !== null) return fault;
  if (read.workload.length > mostTasks) return { path: ['workload'], problem: `more than ${mostTasks} events` };
  const programs = readPrograms(read);
  if ('problem' in programs) return programs;
  const overrides = Object.entries(read.overrides).map(([name, value]) => [
    constants[name as keyof typeof constants],
    value,
  ]);
  return {
    ...programs,
    processors: read.cpus,
    untilUs: read.until_us,
    profile: { ...profile, ...Object.fromEntries(overrides) },
    events: read.workload,
  };
}

const eventFields = new Set(eventSchema.options.flatMap(({ shape }) => Object.keys(shape) as string[]));

/** Reads a workload of the scheduler lab, which is JSON. Other fields than its own are left alone. */
export function readWorkload(text: string, profile: SchedulerProfile): { readonly read: Workload } | FileProblem {
  const json = readJson(text, 'a workload in JSON');
  if ('problem' in json) return json;
  const checked = workloadSchema.safeParse(json.value);
  if (!checked.success) {
    const described = {
      value: json.value,
      placeOf: (path: readonly PropertyKey[]) => (path.length > 0 ? pathText(path) : 'line 1'),
      fields: 'those that redline lab scheduler --help names',
      kinds: 'spawn, nice, post or offline',
      kindFields: eventFields,
    };
    return firstProblem(described, checked.error.issues);
  }
  const read = check(checked.data, profile);
  return 'problem' in read ? { place: pathText(read.path), problem: read.problem } : { read };
}
