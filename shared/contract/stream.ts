import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { runIdSchema } from '../model/ids.ts';
import { frameSchema } from '../model/views.ts';
import { procedure } from './errors.ts';

/** Frames that may be on their way unacknowledged: the link has no back-pressure of its own. */
export const frameWindow = 4;
/** Events in one frame at most. */
export const frameLimit = 500;
/** Time between frames. */
export const frameIntervalMs = 100;

export const streamContract = {
  /** Frames of a run for the session's audience, from after event `after` of its counting on. */
  open: procedure.input(z.strictObject({ run: runIdSchema, after: z.int().min(0) })).output(eventIterator(frameSchema)),
  /** Says that every frame up to `frame` has been taken in. */
  acknowledge: procedure
    .input(z.strictObject({ stream: z.string().max(64), frame: z.int().min(1) }))
    .output(z.object({})),
};
