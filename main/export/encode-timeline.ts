import type { ExportFormat } from '../../shared/contract/timeline.ts';
import type { TimelineEntry } from '../../shared/model/views.ts';
import { encodeTimelineCsv } from './timeline-csv.ts';
import { encodeTimelineJson } from './timeline-json.ts';
import { encodeTimelineMarkdown } from './timeline-markdown.ts';
import type { TimelineHeader } from './timeline-schema.ts';

type Encode = (
  header: TimelineHeader,
  entries: AsyncIterable<TimelineEntry> | Iterable<TimelineEntry>,
) => AsyncGenerator<string>;

const encoders: { readonly [Format in ExportFormat]: Encode } = {
  json: encodeTimelineJson,
  md: encodeTimelineMarkdown,
  csv: encodeTimelineCsv,
};

/** A timeline in a file format, chunk by chunk; every format has the same entries. */
export const encodeTimeline = (
  format: ExportFormat,
  header: TimelineHeader,
  entries: AsyncIterable<TimelineEntry> | Iterable<TimelineEntry>,
): AsyncGenerator<string> => encoders[format](header, entries);
