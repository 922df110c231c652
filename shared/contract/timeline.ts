import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { incidentIdSchema, runIdSchema } from '../model/ids.ts';
import { procedure } from './errors.ts';

const exportFormatSchema = z.enum(['json', 'md', 'csv']);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** `saved` ends the stream: where it went, and in a browser the address to download it from, once. */
export const exportProgressSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.int(), total: z.int() }),
  z.object({ kind: z.literal('saved'), name: z.string(), download: z.string().nullable() }),
  z.object({ kind: z.literal('cancelled') }),
]);
export type ExportProgress = z.infer<typeof exportProgressSchema>;

export const timelineContract = {
  /** Writes a run's or an incident's timeline where the shell says: never a path from the page. */
  export: procedure
    .input(z.strictObject({ run: runIdSchema, incident: incidentIdSchema.nullable(), format: exportFormatSchema }))
    .output(eventIterator(exportProgressSchema)),
};
