import type { TimelineEntry } from '../../shared/model/views.ts';
import type { TimelineHeader } from './timeline-schema.ts';

const columns = [
  'number',
  'time_utc',
  'offset',
  'at_ns',
  'kind',
  'subject',
  'actor',
  'text',
  'incident',
  'truth',
  'causes',
  'mark',
  'drill',
  'seed',
  'digest',
] as const;

/**
 * A text as a field of RFC 4180. A spreadsheet runs what begins with = + - @, so that gets an apostrophe before it; so
 * does a text that begins with an apostrophe, that one may be taken away again.
 */
function field(text: string): string {
  const guarded = /^['=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function rowOf(entry: TimelineEntry, { mark, drill, seed, digest }: TimelineHeader): string {
  const { number, time, offset, atNs, kind, subject, actor, text, incident, truth, causes } = entry;
  const values = [number, time, offset, atNs, kind, subject, actor, text, incident, truth, causes.join(' ')];
  return `${[...values, mark, drill, seed, digest].map((value) => field(String(value))).join(',')}\r\n`;
}

/** The timeline as CSV (RFC 4180); every row says which drill it is of, so that none can be taken for real. */
export async function* encodeTimelineCsv(
  header: TimelineHeader,
  entries: AsyncIterable<TimelineEntry> | Iterable<TimelineEntry>,
): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`;
  for await (const entry of entries) yield rowOf(entry, header);
}
