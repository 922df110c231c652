import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { hostNameSchema, runIdSchema } from '../model/ids.ts';
import { schedulerTapStatusSchema, schedulerViewSchema } from '../model/scheduler-views.ts';
import { procedure } from './errors.ts';
import { exportProgressSchema } from './timeline.ts';

const ofHost = { run: runIdSchema, host: hostNameSchema };

const traceFormatSchema = z.enum(['perfetto', 'ftrace']);
export type TraceFormat = z.infer<typeof traceFormatSchema>;

/** What a trace of a host's scheduler holds. It is lost with the run's simulation: export it before the run ends. */
const traceStatusSchema = schedulerTapStatusSchema.extend({ limit: z.int().min(1) });
export type TraceStatus = z.infer<typeof traceStatusSchema>;

/** The present instant of a host's scheduler; `trace` is null until one was started. */
const schedulerLookSchema = z.object({ view: schedulerViewSchema, trace: traceStatusSchema.nullable() });
export type SchedulerLook = z.infer<typeof schedulerLookSchema>;

export const schedulerContract = {
  /** Who runs and who waits now. Worked out when asked, of a run that goes on. */
  look: procedure.input(z.strictObject(ofHost)).output(schedulerLookSchema),
  /** Starts a trace anew, forgetting the one before, or stops it. */
  trace: procedure.input(z.strictObject({ ...ofHost, on: z.boolean() })).output(traceStatusSchema),
  /** Writes what was traced where the shell says: never a path from the page. */
  exportTrace: procedure
    .input(z.strictObject({ ...ofHost, format: traceFormatSchema }))
    .output(eventIterator(exportProgressSchema)),
};
