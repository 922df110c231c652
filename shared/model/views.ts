import { z } from 'zod';
import { audienceEventSchema, eventKindSchema } from './events.ts';
import { drillIdSchema, incidentIdSchema, personIdSchema, roleSchema, runIdSchema, severitySchema } from './ids.ts';

/**
 * Snapshots carry `number`, the last event of the audience's counting that they contain: a frame that starts later
 * leaves a gap, one that starts earlier has been seen.
 */
export const asOf = { number: z.int().min(0), atNs: z.number() };

export const incidentStateSchema = z.enum(['open', 'acknowledged', 'resolved']);

/** An incident in lists: the newest page about it, who has it, and how long it has waited. */
const incidentSummarySchema = z.object({
  incident: incidentIdSchema,
  state: incidentStateSchema,
  severity: severitySchema,
  title: z.string(),
  host: z.string(),
  openedAtNs: z.number(),
  /** The person paged last, and when. */
  paged: personIdSchema.nullable(),
  pagedAtNs: z.number().nullable(),
  pages: z.int(),
  /** Set while nobody has acknowledged and the next person will be paged. */
  escalatesAtNs: z.number().nullable(),
  exhausted: z.boolean(),
  acknowledgedBy: personIdSchema.nullable(),
  acknowledgedAtNs: z.number().nullable(),
  resolvedBy: personIdSchema.nullable(),
  resolvedAtNs: z.number().nullable(),
  silenced: z.boolean(),
  /** What the rule saw when the cause was gone; null while it lasts. */
  calm: z.string().nullable(),
  alerts: z.int(),
});
export type IncidentSummary = z.infer<typeof incidentSummarySchema>;

const onCallSchema = z.object({
  person: personIdSchema,
  name: z.string(),
  next: personIdSchema,
  nextName: z.string(),
  untilNs: z.number(),
  why: z.string(),
});
export type OnCall = z.infer<typeof onCallSchema>;

export const pagerViewSchema = z.object({
  ...asOf,
  incidents: z.array(incidentSummarySchema),
  onCall: onCallSchema.nullable(),
});
export type PagerView = z.infer<typeof pagerViewSchema>;

export const incidentViewSchema = z.object({
  ...asOf,
  incident: incidentSummarySchema,
  /** Oldest first, at most 2,000. */
  entries: z.array(audienceEventSchema),
  truncated: z.boolean(),
});
export type IncidentView = z.infer<typeof incidentViewSchema>;

/** A node of *Why?*. `hidden` stands for causes that the audience may not see before the debrief. */
export const causeSchema = z.discriminatedUnion('visible', [
  z.object({ visible: z.literal(true), depth: z.int(), event: audienceEventSchema }),
  z.object({ visible: z.literal(false), depth: z.int() }),
]);
export type Cause = z.infer<typeof causeSchema>;

export const processorStateSchema = z.enum(['on-line', 'off-line', 'no-intr', 'powered-off', 'faulted', 'spare']);
export type ProcessorState = z.infer<typeof processorStateSchema>;
export const processorViewSchema = z.object({
  processor: z.int(),
  position: z.string(),
  state: processorStateSchema,
  sinceNs: z.number(),
  /** Errors that SERD holds inside its window, and the number above which it fires. */
  serdCount: z.int(),
  serdLimit: z.int(),
  errors: z.int(),
  lastError: z.string().nullable(),
  lastErrorAtNs: z.number().nullable(),
  /** `off-lining`: a refused attempt will be tried again. `gave-up`: it will not. */
  offlining: z.enum(['none', 'off-lining', 'gave-up', 'done']),
  reason: z.string().nullable(),
  attempts: z.int(),
  nextAttemptNs: z.number().nullable(),
});
export type ProcessorView = z.infer<typeof processorViewSchema>;
/** How a host's memory does, in figures: what a map shows. */
const memorySummarySchema = z.object({
  /** Errors since the host booted. */
  corrected: z.int(),
  uncorrectable: z.int(),
  /** Pages retired and waiting, and how many may be retired for corrected errors: null until the kernel has told. */
  retired: z.int(),
  waiting: z.int(),
  refused: z.int(),
  limit: z.int().nullable(),
  /** Modules with errors, the latest first, at most 64. */
  modules: z.array(
    z.object({
      module: z.string(),
      errors: z.int(),
      overflows: z.int(),
      uncorrectable: z.int(),
      retired: z.int(),
      lastErrorAtNs: z.number(),
    }),
  ),
});
export type MemorySummary = z.infer<typeof memorySummarySchema>;
const hostViewSchema = z.object({
  host: z.string(),
  platform: z.string(),
  cpuType: z.string(),
  release: z.string(),
  bootedAt: z.string(),
  /** When each boot began that the run has seen, newest last; the first is that of the start. */
  boots: z.array(z.object({ atNs: z.number(), bootedAt: z.string() })),
  /** Why it is down, since when, and what it does until when; null while it is up. */
  down: z
    .object({ atNs: z.number(), reason: z.string(), phase: z.string(), untilNs: z.number().nullable() })
    .nullable(),
  cacheMegabytes: z.int(),
  memoryPages: z.int(),
  firmware: z.enum(['ignores-indictments', 'honours-indictments']).nullable(),
  /** Which of the patches to the handling of errors its kernel has. */
  kernelPatch: z.enum(['early', 'usual', 'late']),
  pageRetirement: z.enum(['when-freed', 'copying']),
  memory: memorySummarySchema,
  boards: z.array(z.object({ board: z.string(), processors: z.array(processorViewSchema) })),
});
export type HostView = z.infer<typeof hostViewSchema>;
export const fleetViewSchema = z.object({ ...asOf, hosts: z.array(hostViewSchema) });
export type FleetView = z.infer<typeof fleetViewSchema>;

/** One line of a host's messages file; a message may have several. `line` counts a run's lines from 1. */
const messageLineSchema = z.object({
  line: z.int(),
  number: z.int(),
  at: z.number(),
  host: z.string(),
  level: z.string(),
  text: z.string(),
});
export type MessageLine = z.infer<typeof messageLineSchema>;
export const messagePageSchema = z.object({
  ...asOf,
  lines: z.array(messageLineSchema),
  total: z.int(),
  matching: z.int(),
});
export type MessagePage = z.infer<typeof messagePageSchema>;

/** What one line of a messages file says, field by field, in words. */
export const decodedMessageSchema = z.object({
  summary: z.string(),
  /** `line`: on which line of the message it stands, from 0. */
  fields: z.array(z.object({ line: z.int(), name: z.string(), value: z.string(), meaning: z.string() })),
});
export type DecodedMessage = z.infer<typeof decodedMessageSchema>;

export const drillSummarySchema = z.object({
  drill: drillIdSchema,
  title: z.string(),
  source: z.enum(['library', 'imported']),
  hosts: z.array(z.string()),
  injects: z.int(),
  lengthNs: z.number(),
  people: z.array(z.object({ id: personIdSchema, name: z.string() })),
  /** Null for who may not see the truth. */
  summary: z.string().nullable(),
});
export type DrillSummary = z.infer<typeof drillSummarySchema>;

/** Simulated seconds per wall second: 0 is paused, null is as fast as possible. */
export const paceSchema = z.union([z.literal(0), z.literal(1), z.literal(10), z.literal(60), z.literal(600), z.null()]);
export type Pace = z.infer<typeof paceSchema>;

const runStateSchema = z.enum(['running', 'ended', 'read-only']);
export const runSummarySchema = z.object({
  run: runIdSchema,
  drill: drillIdSchema,
  title: z.string(),
  seed: z.int(),
  state: runStateSchema,
  /** Why it ended or can only be read. */
  reason: z.string().nullable(),
  startsAt: z.string(),
  zone: z.string(),
  people: z.array(z.object({ id: personIdSchema, name: z.string() })),
  atNs: z.number(),
  events: z.int(),
  pages: z.int(),
  incidents: z.int(),
  openIncidents: z.int(),
  digest: z.string(),
  pace: paceSchema,
  createdAt: z.string().describe('Wall time, ISO 8601.'),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const sessionSchema = z.object({
  person: personIdSchema,
  role: roleSchema,
  shell: z.enum(['desktop', 'web']),
  alone: z.boolean().describe("No other console is open: one hears everybody's pages."),
  version: z.string(),
  station: z.string().describe('The folder that holds the database.'),
  notices: z.array(z.string()).describe('What the person should know about the station, such as a database set aside.'),
});
export type Session = z.infer<typeof sessionSchema>;

/** A row of an exported timeline; the same in every format. */
export const timelineEntrySchema = z.object({
  number: z.int(),
  atNs: z.number(),
  time: z.string().describe('UTC, ISO 8601 with milliseconds.'),
  offset: z.string().describe('Since the start of the drill, h:mm:ss.'),
  kind: eventKindSchema,
  subject: z.string(),
  actor: z.string(),
  text: z.string(),
  incident: z.string(),
  truth: z.boolean(),
  causes: z.array(z.int()),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** Figures for the top and status bars, in every frame. */
const runStatusSchema = z.object({
  atNs: z.number(),
  pace: paceSchema,
  /** Simulated seconds that really passed per wall second, over the last second. */
  speed: z.number(),
  events: z.int(),
  /** Empty for who may not see the truth, until the run has ended: it changes with every hidden event. */
  digest: z.string(),
  state: runStateSchema,
  storeLagMs: z.number(),
  /** Why the run stands still although nobody paused it, such as a full disk; null while all is well. */
  problem: z.string().nullable(),
});
export type RunStatus = z.infer<typeof runStatusSchema>;

/**
 * Events numbered `from` to `to` of the audience's counting; `from` = `to` + 1 where there are none. `gap` says that
 * events were left out because the view fell behind: read the snapshots again.
 */
export const frameSchema = z.object({
  stream: z.string(),
  frame: z.int().min(1),
  from: z.int(),
  to: z.int(),
  gap: z.boolean(),
  events: z.array(audienceEventSchema).max(500),
  status: runStatusSchema,
});
export type Frame = z.infer<typeof frameSchema>;
