import type { TimelineEntry } from '../../shared/model/views.ts';
import { type TimelineHeader, timelineVersion } from './timeline-schema.ts';

/** The timeline as JSON, an entry a line; `resources/schemas/timeline.json` describes it. */
export async function* encodeTimelineJson(
  header: TimelineHeader,
  entries: AsyncIterable<TimelineEntry> | Iterable<TimelineEntry>,
): AsyncGenerator<string> {
  yield `{\n"version": ${timelineVersion},\n"header": ${JSON.stringify(header, null, 2)},\n"entries": [`;
  let separator = '\n';
  for await (const entry of entries) {
    yield separator + JSON.stringify(entry);
    separator = ',\n';
  }
  yield '\n]\n}\n';
}
