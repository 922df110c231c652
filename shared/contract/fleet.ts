import { z } from 'zod';
import { runIdSchema } from '../model/ids.ts';
import { fleetViewSchema } from '../model/views.ts';
import { procedure } from './errors.ts';

export const fleetContract = {
  read: procedure.input(z.strictObject({ run: runIdSchema })).output(fleetViewSchema),
};
