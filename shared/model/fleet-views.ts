import { z } from 'zod';
import { asOf, processorStateSchema, processorViewSchema } from './views.ts';

const reportedErrorSchema = z.object({
  atNs: z.number(),
  name: z.string(),
  errId: z.string(),
  afar: z.string(),
  unum: z.string(),
});
export type ReportedError = z.infer<typeof reportedErrorSchema>;

/** Everything about one processor that a responder could know. */
export const processorDetailSchema = z.object({
  ...asOf,
  host: z.string(),
  board: z.string(),
  cacheMegabytes: z.int(),
  processor: processorViewSchema,
  /** The errors that SERD held when it last counted one, oldest first; `limit` 0 where it has counted none. */
  serd: z.object({
    limit: z.int(),
    windowNs: z.number(),
    errors: z.array(z.object({ atNs: z.number(), name: z.string() })),
  }),
  /** The newest errors, newest first, at most 32. */
  errors: z.array(reportedErrorSchema),
  kinds: z.array(z.object({ name: z.string(), count: z.int(), lastAtNs: z.number() })),
  /** Refused attempts to take it off-line, newest first, at most 32. */
  attempts: z.array(z.object({ atNs: z.number(), attempt: z.int(), error: z.string(), retriesLeft: z.int() })),
  /** What it was since when, newest first, at most 32. */
  states: z.array(z.object({ atNs: z.number(), state: processorStateSchema })),
  /** Told to the system controller; `type` 2 is for corrected errors, 3 for an uncorrectable one. */
  indictment: z.object({ atNs: z.number(), type: z.int(), uncertain: z.boolean() }).nullable(),
});
export type ProcessorDetail = z.infer<typeof processorDetailSchema>;

/** A memory module with errors. `count` is what its leaky bucket held at `countedAtNs`; since then it has leaked. */
const memoryModuleSchema = z.object({
  module: z.string(),
  count: z.int(),
  countedAtNs: z.number().nullable(),
  limit: z.int(),
  windowNs: z.number(),
  intermittent: z.int(),
  persistent: z.int(),
  sticky: z.int(),
  uncorrectable: z.int(),
  overflows: z.int(),
  lastError: z.string(),
  lastErrorAtNs: z.number(),
  /** Its pages that are retired, and those that wait to be retired or cleared. */
  retired: z.int(),
  waiting: z.int(),
});
export type MemoryModule = z.infer<typeof memoryModuleSchema>;

const memoryPageStateSchema = z.enum(['scheduled', 'deferred', 'retired', 'refused', 'cleared', 'returned']);
const memoryPageSchema = z.object({
  address: z.string(),
  /** Empty where nobody knows. */
  module: z.string(),
  state: memoryPageStateSchema,
  /** What it is in use for where that keeps it from being retired. */
  use: z.string(),
  reason: z.enum(['corrected', 'uncorrectable']),
  atNs: z.number(),
});
export type MemoryPage = z.infer<typeof memoryPageSchema>;

/** What the kernel's counters `unix:0:page_retire` are, as far as they follow from what it tells. */
const pageCountersSchema = z.object({
  pages_retired: z.int(),
  pages_pending: z.int(),
  pages_multiple_ce: z.int(),
  pages_ue: z.int(),
  pages_ue_cleared_freed: z.int(),
  pages_ue_persistent: z.int(),
  pages_limit_exceeded: z.int(),
  pages_unretired: z.int(),
});
export type PageCounters = z.infer<typeof pageCountersSchema>;

/** Everything about one host's memory that a responder could know. */
export const memoryDetailSchema = z.object({
  ...asOf,
  host: z.string(),
  /** Its memory in pages of 8 KB. */
  pages: z.int(),
  /** How many may be retired for corrected errors; null until the kernel has told. */
  limit: z.int().nullable(),
  counters: pageCountersSchema,
  /** When the timer that drains the buckets was armed; null before the first corrected error. */
  leaksSinceNs: z.number().nullable(),
  /** Those with errors, the latest first. */
  modules: z.array(memoryModuleSchema),
  /** Newest first, at most 500. */
  pageList: z.array(memoryPageSchema),
  pageTotal: z.int(),
});
export type MemoryDetail = z.infer<typeof memoryDetailSchema>;
