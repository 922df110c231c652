import { z } from 'zod';
import { personIdSchema, roleSchema } from '../model/ids.ts';
import { sessionSchema } from '../model/views.ts';
import { procedure } from './errors.ts';

export const sessionContract = {
  /** Who I am, in which role, in which shell. */
  read: procedure.output(sessionSchema),
  /** Acts from now on as this person in this role. */
  become: procedure.input(z.strictObject({ person: personIdSchema, role: roleSchema })).output(sessionSchema),
  /** Sends me a page that is a test: the shell notifies as it would for a real one; no run records it. */
  testPage: procedure.output(z.object({ notified: z.boolean() })),
};
