import { z } from 'zod';
import type { EventKind } from './events.ts';

/** Kinds of events that policies are compared by. Everybody may see them. */
export const comparedKinds: ReadonlySet<EventKind> = new Set([
  ...([
    'host.booted',
    'processor.configured',
    'ecc.reported',
    'memory.reported',
    'console.ran',
    'host.went-down',
  ] as const),
  ...(['offlining.failed', 'offlining.gave-up', 'processor.offlined', 'processor.changed'] as const),
  ...(['memory-page.deferred', 'memory-page.retired', 'memory-page.cleared', 'memory-page.refused'] as const),
]);

/** Entries of each list of an outcome that are shown; the counts tell of all. */
export const policyListLimit = 200;

const entrySchema = z.object({ atNs: z.number(), reason: z.string() });

const policyOutcomeSchema = z.object({
  offlined: z.array(entrySchema.extend({ cpu: z.int() })),
  offlinedCount: z.int(),
  retiredPages: z.array(entrySchema.extend({ address: z.string() })),
  retiredPageCount: z.int(),
  /** What was left to a person: `what` is `CPU64`, a page or a memory module. */
  gaveUp: z.array(entrySchema.extend({ what: z.string() })),
  gaveUpCount: z.int(),
});
export type PolicyOutcomeView = z.infer<typeof policyOutcomeSchema>;

const hostComparisonSchema = z.object({
  host: z.string(),
  cacheErrors: z.int(),
  memoryErrors: z.int(),
  /** What was really taken out of use, by the kernel or by hand. */
  happened: policyOutcomeSchema,
  policies: z.array(z.object({ name: z.string(), outcome: policyOutcomeSchema })),
});
export type HostComparison = z.infer<typeof hostComparisonSchema>;

/**
 * What each policy would have made of the errors of a run that could be seen until `untilNs`. `errorsLimit`: only so many
 * of them, the first ones; null where that is all.
 */
export const policyComparisonSchema = z.object({
  untilNs: z.number(),
  errorsLimit: z.int().nullable(),
  /** Hosts on which there was an error. */
  hosts: z.array(hostComparisonSchema),
});
export type PolicyComparison = z.infer<typeof policyComparisonSchema>;
