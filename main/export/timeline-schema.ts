import { z } from 'zod';
import { roleSchema } from '../../shared/model/ids.ts';
import { timelineEntrySchema } from '../../shared/model/views.ts';

/** The version of the timeline file format. */
export const timelineVersion = 1;

const figureSchema = z
  .strictObject({
    name: z.string(),
    value: z.string(),
    definition: z.string().describe('What the figure counts, so that nobody has to guess.'),
  })
  .describe('A figure with its definition.');
export type TimelineFigure = z.infer<typeof figureSchema>;

const timelineHeaderSchema = z
  .strictObject({
    mark: z.literal('DRILL').describe('Nothing in this file really happened.'),
    drill: z.string().describe("The drill's title."),
    seed: z.int(),
    startsAt: z.string().describe('The start of the drill in UTC, ISO 8601.'),
    zone: z.string().describe('The IANA time zone of the drill.'),
    incident: z.string().nullable().describe('The incident, or null for the whole run.'),
    audience: roleSchema.describe('Who may see it: a responder is not shown what was injected.'),
    digest: z.string().describe("The digest over the run's log when this was written."),
    figures: z.array(figureSchema),
  })
  .describe('What the timeline is of.');
export type TimelineHeader = z.infer<typeof timelineHeaderSchema>;

export const timelineFileSchema = z
  .strictObject({
    version: z.literal(timelineVersion),
    header: timelineHeaderSchema,
    entries: z.array(timelineEntrySchema.strict()).describe('Oldest first.'),
  })
  .describe('A timeline exported by Redline.');

/** The text of `resources/schemas/timeline.json`. */
export function timelineJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(timelineFileSchema), null, 2)}\n`;
}
