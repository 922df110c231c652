import { z } from 'zod';
import { drillIdSchema, runIdSchema } from '../model/ids.ts';
import { paceSchema, runSummarySchema } from '../model/views.ts';
import { procedure } from './errors.ts';

const ofRun = z.strictObject({ run: runIdSchema });
/** Sets the pace to 1 at the instant of a page, so that nobody misses it. */
const dropWhenPaged = z.boolean().default(true);

export const runsContract = {
  /** Newest first, at most 200. */
  list: procedure.output(z.array(runSummarySchema)),
  read: procedure.input(ofRun).output(runSummarySchema),
  /** Starts a drill; without a seed one is drawn and kept with the run. */
  start: procedure
    .input(
      z.strictObject({
        drill: drillIdSchema,
        seed: z.int().min(0).max(0xffff_ffff).optional(),
        pace: paceSchema,
        dropWhenPaged,
      }),
    )
    .output(runSummarySchema),
  pace: procedure.input(z.strictObject({ run: runIdSchema, pace: paceSchema, dropWhenPaged })).output(runSummarySchema),
  end: procedure.input(ofRun).output(runSummarySchema),
};
