import type { TimelineEntry } from '../../shared/model/views.ts';
import type { TimelineHeader } from './timeline-schema.ts';

/** Text that Markdown shows as it is, on one line. */
const escapeText = (text: string): string =>
  text.replace(/[\\`*_[\]<>|]/g, (character) => `\\${character}`).replace(/\r\n|\r|\n/g, '<br>');

const tableHead = '| No. | Time (UTC) | Since start | What | Kind | Who | Subject | Causes | Truth |\n';
const tableRule = '| ---: | --- | ---: | --- | --- | --- | --- | --- | --- |\n';

const tableOf = (title: string): string => `\n## ${title}\n\n${tableHead}${tableRule}`;

function headOf(header: TimelineHeader): string {
  const { mark, drill, seed, startsAt, zone, incident, audience, digest, figures } = header;
  const facts = [
    ['Seed', String(seed)],
    ['Starts at', `${startsAt}, screens in ${zone}`],
    ['Timeline of', incident ?? 'the whole run'],
    ['For', audience],
    ['Digest', digest],
  ] as const;
  const rows = figures.map(({ name, value, definition }) => `| ${name} | ${escapeText(value)} | ${definition} |\n`);
  return [
    `# ${mark}: ${escapeText(drill)}\n\n`,
    'This is a drill: nothing in this file really happened.\n\n',
    ...facts.map(([name, value]) => `- ${name}: ${escapeText(value)}\n`),
    '\n## Figures\n\n| Figure | Value | Definition |\n| --- | --- | --- |\n',
    ...rows,
  ].join('');
}

function rowOf({ number, time, offset, text, kind, actor, subject, causes, truth }: TimelineEntry): string {
  const cells = [number, time, offset, text, kind, actor, subject, causes.join(' '), truth ? 'truth' : ''];
  return `| ${cells.map((cell) => escapeText(String(cell))).join(' | ')} |\n`;
}

/**
 * The timeline as Markdown: what it is of, figures with their definitions, then a table an incident. What belongs to
 * none comes first and is written as it comes; only the rows of incidents are gathered before they are written.
 */
export async function* encodeTimelineMarkdown(
  header: TimelineHeader,
  entries: AsyncIterable<TimelineEntry> | Iterable<TimelineEntry>,
): AsyncGenerator<string> {
  yield headOf(header);
  const tables = new Map<string, string[]>();
  let isBegun = false;
  for await (const entry of entries) {
    const row = rowOf(entry);
    const rows = tables.get(entry.incident);
    if (entry.incident === '') yield isBegun ? row : `${tableOf('The run')}${row}`;
    else if (rows === undefined) tables.set(entry.incident, [row]);
    else rows.push(row);
    isBegun ||= entry.incident === '';
  }
  for (const [incident, rows] of tables) {
    yield tableOf(incident);
    for (const row of rows) yield row;
  }
}
