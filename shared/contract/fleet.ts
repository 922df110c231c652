import { z } from 'zod';
import { memoryDetailSchema, processorDetailSchema } from '../model/fleet-views.ts';
import { hostNameSchema, processorIdSchema, runIdSchema } from '../model/ids.ts';
import { fleetViewSchema } from '../model/views.ts';
import { procedure } from './errors.ts';

export const fleetContract = {
  /** Every host with its boards and processors, as far as a map needs it. */
  read: procedure.input(z.strictObject({ run: runIdSchema })).output(fleetViewSchema),
  processor: procedure
    .input(z.strictObject({ run: runIdSchema, host: hostNameSchema, processor: processorIdSchema }))
    .output(processorDetailSchema),
  memory: procedure.input(z.strictObject({ run: runIdSchema, host: hostNameSchema })).output(memoryDetailSchema),
};
