import { z } from 'zod';
import { consolePageLimit, consoleViewSchema } from '../model/console-view.ts';
import { consoleLineSchema } from '../model/drill.ts';
import { hostNameSchema, runIdSchema } from '../model/ids.ts';
import { procedure } from './errors.ts';

const ofHost = { run: runIdSchema, host: hostNameSchema };

export const hostsContract = {
  /** Types a line on a host's console, as root. Answers once that is durable; it is done when `console.ran` arrives. */
  run: procedure
    .input(z.strictObject({ ...ofHost, line: consoleLineSchema }))
    .output(z.object({ number: z.int().min(1) })),
  /** What was on a host's console: the newest part, or that before event `before`. */
  console: procedure
    .input(
      z.strictObject({
        ...ofHost,
        before: z.int().min(1).nullable().default(null),
        limit: z.int().min(1).max(consolePageLimit).default(200),
      }),
    )
    .output(consoleViewSchema),
};
