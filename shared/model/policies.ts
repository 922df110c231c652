import { z } from 'zod';
import fma from '../../resources/policies/fma.json' with { type: 'json' };
import mcelog from '../../resources/policies/mcelog.json' with { type: 'json' };
import rasdaemon from '../../resources/policies/rasdaemon.json' with { type: 'json' };
import rasdaemonIsolation from '../../resources/policies/rasdaemon-isolation.json' with { type: 'json' };
import solaris8 from '../../resources/policies/solaris8.json' with { type: 'json' };
import solaris9 from '../../resources/policies/solaris9.json' with { type: 'json' };
import { parseDuration } from '../lib/duration.ts';
import { secondNs } from '../lib/time.ts';
import { memoryErrorClassSchema, pageStateSchema, releaseSchema } from './drill.ts';

const durationSchema = z
  .string()
  .refine((text) => (parseDuration(text) ?? 0) > 0, 'expected a duration such as 24h or 200ms, longer than 0')
  .describe('A duration such as 24h or 200ms.');

/** From one look at what waits to the next: nobody looks more often. */
const pollSchema = durationSchema.refine((text) => (parseDuration(text) ?? 0) >= secondNs, 'expected 1s or more');

/** What is told of everything that somebody might want to change. */
const told = {
  meaning: z.string().min(1),
  source: z.string().min(1).describe('Where the value was read.'),
};

const sourced = <Value extends z.ZodType>(value: Value) => z.strictObject({ value, ...told });

const ruleSchema = z.strictObject({
  form: z
    .enum(['list', 'sliding', 'bucket', 'leaky'])
    .describe('How errors get old: pushed out by newer ones, by the clock, period by period, or one by one.'),
  fires: z.enum(['above', 'at']).describe('Whether the limit itself is already too many.'),
  limit: z.int().min(1).max(100_000),
  window: durationSchema,
  ...told,
});
export type PolicyRule = z.infer<typeof ruleSchema>;

const processorSchema = z.strictObject({
  corrected: ruleSchema.nullable().describe("Corrected errors of a processor's L2 cache; null leaves it in use."),
  eachLineOnce: z.boolean().describe('Whether a line of the cache counts once however often it fails.'),
  uncorrectable: sourced(z.boolean()).describe('Whether one uncorrectable error is enough.'),
  trainWindow: sourced(durationSchema).nullable().describe('How long errors wait for others of the same trap.'),
  excusedByMemory: sourced(z.boolean()),
  attempts: sourced(z.int().min(1).max(100_000)),
  interval: sourced(durationSchema),
  forced: sourced(z.boolean()),
  state: z.enum(['off-line', 'faulted']).describe('What a processor is called that was taken out of use.'),
  mostOffLine: sourced(z.int().min(0)).nullable().describe('With so many processors off-line no other goes.'),
  lasting: sourced(z.boolean()),
});

const retrySchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('poll'), first: pollSchema, longest: pollSchema, ...told }),
    z.strictObject({ kind: z.literal('doubling'), ...told }),
    z.strictObject({ kind: z.literal('threshold'), ...told }),
  ])
  .describe('What becomes of a page that cannot be retired now.');

const memorySchema = z.strictObject({
  corrected: ruleSchema.nullable(),
  per: z.enum(['module', 'page']).describe('What is counted together.'),
  counted: z.array(memoryErrorClassSchema).describe('Which corrected errors count.'),
  atOnce: z.array(memoryErrorClassSchema).describe('Which corrected errors retire their page by themselves.'),
  uncorrectable: sourced(z.enum(['clear', 'retire'])),
  action: sourced(z.enum(['off', 'account', 'soft', 'hard', 'soft-then-hard'])),
  cannotRetire: z
    .strictObject({ corrected: z.array(pageStateSchema), uncorrectable: z.array(pageStateSchema) })
    .describe('Pages in these states stay in use.'),
  mostRetiredBasisPoints: sourced(z.int().min(0).max(10_000)).nullable(),
  retry: retrySchema,
  modulePages: sourced(z.int().min(0)).nullable(),
});

const policySchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: z.string().min(1).max(60),
  about: z.string().min(1),
  kernel: releaseSchema.nullable().describe('The release whose kernel does all this by itself, with its tunables.'),
  processor: processorSchema,
  memory: memorySchema,
});
export type Policy = z.infer<typeof policySchema>;

/** A file of `resources/policies`. */
export const policyFileSchema = policySchema.describe(
  'When a system takes processors off-line and pages out of use because of errors.',
);

/** The policies that Redline compares, in the order in which they are shown. */
export const policies: readonly Policy[] = [solaris8, solaris9, fma, mcelog, rasdaemon, rasdaemonIsolation].map(
  (file) => policySchema.parse(file),
);
