import { z } from 'zod';
import { commandSchema } from '../model/commands.ts';
import { incidentIdSchema, runIdSchema } from '../model/ids.ts';
import { causeSchema, incidentViewSchema, pagerViewSchema } from '../model/views.ts';
import { procedure } from './errors.ts';

const ofIncident = z.strictObject({ run: runIdSchema, incident: incidentIdSchema });

export const incidentsContract = {
  /** Every incident of the run and who is on call. */
  pager: procedure.input(z.strictObject({ run: runIdSchema })).output(pagerViewSchema),
  read: procedure.input(ofIncident).output(incidentViewSchema),
  /** The chain of causes, nearest first, back to the first; for an incident: of its newest page. */
  why: procedure.input(ofIncident).output(z.object({ causes: z.array(causeSchema).max(500), truncated: z.boolean() })),
  /** Answers once the command is durable; it is done when its event arrives in the stream. */
  command: procedure
    .input(z.strictObject({ run: runIdSchema, command: commandSchema }))
    .output(z.object({ number: z.int().min(1) })),
};
