import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { systemFileSchema } from '../model/drill.ts';
import { hostNameSchema, runIdSchema } from '../model/ids.ts';
import { systemFileViewSchema, whatIfSchema } from '../model/system-file-views.ts';
import { procedure } from './errors.ts';

const ofHost = { run: runIdSchema, host: hostNameSchema };

/** `done` and `total` are nanoseconds of simulated time; `compared` ends the stream. */
const whatIfProgressSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number(), total: z.number() }),
  z.object({ kind: z.literal('compared'), result: whatIfSchema }),
]);
export type WhatIfProgress = z.infer<typeof whatIfProgressSchema>;

export const tunablesContract = {
  /** A host's `/etc/system`: saved, running, and its versions. It is saved by the command `system-file.save`. */
  read: procedure.input(z.strictObject(ofHost)).output(systemFileViewSchema),
  /** The text of one version. */
  version: procedure
    .input(z.strictObject({ ...ofHost, version: z.int().min(0) }))
    .output(z.object({ text: systemFileSchema })),
  /** Plays a run that is over again with another text from boot on, and compares what could be seen. Leaving the stream cancels. */
  whatIf: procedure
    .input(z.strictObject({ ...ofHost, text: systemFileSchema }))
    .output(eventIterator(whatIfProgressSchema)),
};
