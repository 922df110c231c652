import { z } from 'zod';
import { hostNameSchema, processorIdSchema } from './ids.ts';

/** How many of a host's last moves between processors, and of a task's last waits, a view tells. */
export const listedMovesLimit = 50;
export const listedWaitsLimit = 4;
/** How many rows a tap keeps at most; then it stops by itself. */
export const tappedRowsLimit = 200_000;

/** Tasks of one priority in a run queue, by number, first to last: who runs is among them. */
const priorityListSchema = z.object({ priority: z.int().min(0).max(139), tasks: z.array(z.int()) });
export type PriorityList = z.infer<typeof priorityListSchema>;

const scheduledProcessorSchema = z.object({
  processor: processorIdSchema,
  onLine: z.boolean(),
  /** Who runs, by number, since when; null where it idles. */
  runs: z.object({ task: z.int(), sinceNs: z.number() }).nullable(),
  /** Tasks in both arrays, the running one included. */
  queued: z.int(),
  active: z.array(priorityListSchema),
  expired: z.array(priorityListSchema),
  /** When a task first expired since the last swap of the arrays; null for none. */
  expiredSinceNs: z.number().nullable(),
  switches: z.number(),
  swaps: z.number(),
  /** Time that it has run tasks since its host came up. */
  busyNs: z.number(),
});
export type ScheduledProcessor = z.infer<typeof scheduledProcessorSchema>;

/** Why a task waited: it was woken or started, another took its processor, or its slice was used up, .... */
const waitReasonSchema = z.enum(['woken', 'preempted', 'expired', 'yielded', 'moved']);
export type WaitReason = z.infer<typeof waitReasonSchema>;

const taskWaitSchema = z.object({
  fromNs: z.number(),
  /** Null where it still waits. */
  toNs: z.number().nullable(),
  processor: processorIdSchema,
  reason: waitReasonSchema,
  /** Who ran there when the wait began, by number and name; null where nobody did. */
  behind: z.object({ task: z.int(), name: z.string() }).nullable(),
  /** One sentence: why it waited. */
  why: z.string(),
});
export type TaskWait = z.infer<typeof taskWaitSchema>;

const taskStateSchema = z.enum(['running', 'runnable', 'sleeping', 'uninterruptible']);

const scheduledTaskSchema = z.object({
  /** Counts from 0 in order of creation since the host came up. */
  task: z.int(),
  pid: z.int(),
  name: z.string(),
  state: taskStateSchema,
  policy: z.enum(['other', 'fifo', 'round-robin']),
  /** A kernel thread. */
  kernel: z.boolean(),
  nice: z.int().min(-20).max(19),
  staticPriority: z.int(),
  priority: z.int(),
  /** -5 to 5: how much better than the static priority its sleep makes it now. */
  bonus: z.int(),
  interactive: z.boolean(),
  /** In ticks; `slice` is what is left. */
  slice: z.int(),
  fullSlice: z.int(),
  sleepAverage: z.number(),
  mostSleepAverage: z.number(),
  /** Where it runs, waits or ran last, and the only one it may use; null for all. */
  processor: processorIdSchema,
  boundTo: processorIdSchema.nullable(),
  ranNs: z.number(),
  /** Newest first; the first one is open (`toNs` null) where it waits now. */
  waits: z.array(taskWaitSchema).max(listedWaitsLimit),
});
export type ScheduledTask = z.infer<typeof scheduledTaskSchema>;

/** A task that another processor took over. */
const taskMoveSchema = z.object({
  atNs: z.number(),
  task: z.int(),
  name: z.string(),
  from: processorIdSchema,
  to: processorIdSchema,
  kind: z.enum(['idle', 'busy', 'off-line', 'bound']),
  why: z.string(),
});
export type TaskMove = z.infer<typeof taskMoveSchema>;

/** What the view `scheduler` of a simulation tells of one host. Processors by their ids, in order. */
export const schedulerViewSchema = z.object({
  host: hostNameSchema,
  atNs: z.number(),
  /** Whether the host is up; if not, there are no tasks. */
  up: z.boolean(),
  profile: z.string(),
  tickNs: z.number(),
  /** Over 1, 5 and 15 minutes. */
  load: z.tuple([z.number(), z.number(), z.number()]),
  processors: z.array(scheduledProcessorSchema),
  tasks: z.array(scheduledTaskSchema),
  /** Newest first. */
  moves: z.array(taskMoveSchema).max(listedMovesLimit),
});
export type SchedulerView = z.infer<typeof schedulerViewSchema>;

/** How much a tap holds, without the rows. `full`: it has stopped because it holds as many as it may. */
export const schedulerTapStatusSchema = z.object({
  on: z.boolean(),
  full: z.boolean(),
  rows: z.int().min(0),
  sinceNs: z.number(),
  untilNs: z.number(),
});
export type SchedulerTapStatus = z.infer<typeof schedulerTapStatusSchema>;

const tappedTaskSchema = z.object({ name: z.string(), number: z.int(), priority: z.int() });

/**
 * What a tap has recorded of one host: rows as exports take them. Tasks count from 1, 0 is the idle task (priority 140);
 * `cpu`, `from` and `to` are ids of processors.
 */
export const schedulerTapSchema = z.object({
  host: hostNameSchema,
  on: z.boolean(),
  /** Whether it has stopped because it holds as many rows as it may. */
  full: z.boolean(),
  sinceNs: z.number(),
  untilNs: z.number(),
  processors: z.array(processorIdSchema),
  /** Names of tasks by their numbers less one. */
  tasks: z.array(z.string()),
  switches: z.array(
    z.object({
      atUs: z.number(),
      cpu: processorIdSchema,
      before: tappedTaskSchema,
      state: z.enum(['R', 'S', 'D', 'X']),
      next: tappedTaskSchema,
    }),
  ),
  events: z.array(z.looseObject({ t_us: z.number(), type: z.string() })),
});
export type SchedulerTap = z.infer<typeof schedulerTapSchema>;
