import { z } from 'zod';
import { runIdSchema } from '../model/ids.ts';
import { decodedMessageSchema, messagePageSchema } from '../model/views.ts';
import { procedure } from './errors.ts';

export const messagesContract = {
  /** At most `limit` lines, oldest first: the newest ones, or those before line `before`. */
  read: procedure
    .input(
      z.strictObject({
        run: runIdSchema,
        search: z.string().max(200).default(''),
        host: z.string().max(64).nullable().default(null),
        before: z.int().min(1).nullable().default(null),
        limit: z.int().min(1).max(1000).default(500),
      }),
    )
    .output(messagePageSchema),
  /** What a line of a messages file means. */
  decode: procedure.input(z.strictObject({ text: z.string().max(4000) })).output(decodedMessageSchema),
};
