import { z } from 'zod';
import { drillIdSchema } from '../model/ids.ts';
import { drillSummarySchema } from '../model/views.ts';
import { procedure } from './errors.ts';

/** The largest messages file that can be imported, in characters. */
export const importLimit = 8_000_000;

export const drillsContract = {
  list: procedure.output(z.array(drillSummarySchema)),
  /** The drill as YAML, for trainers. */
  read: procedure.input(z.strictObject({ drill: drillIdSchema })).output(z.object({ yaml: z.string() })),
  /** Makes a drill of a Solaris messages file, or takes a drill file as it is; `name` is the file's own. */
  import: procedure
    .input(z.strictObject({ name: z.string().min(1).max(255), text: z.string().max(importLimit) }))
    .output(drillSummarySchema),
};
