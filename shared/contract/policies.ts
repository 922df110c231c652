import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { runIdSchema } from '../model/ids.ts';
import { policyComparisonSchema } from '../model/policy-views.ts';
import { procedure } from './errors.ts';

/** `done` of `total` hosts and policies; `compared` ends the stream. */
const policyProgressSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number(), total: z.number() }),
  z.object({ kind: z.literal('compared'), result: policyComparisonSchema }),
]);
export type PolicyProgress = z.infer<typeof policyProgressSchema>;

export const policiesContract = {
  /**
   * What other systems would have done about the errors of a run until now, from what responders can see of it. Leaving
   * the stream cancels.
   */
  compare: procedure.input(z.strictObject({ run: runIdSchema })).output(eventIterator(policyProgressSchema)),
};
