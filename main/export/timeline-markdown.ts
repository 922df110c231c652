import type { TimelineEntry } from '../../shared/model/views.ts';
import type { TimelineHeader } from './timeline-schema.ts';

/** Text that Markdown shows as it is, on one line. */
const escapeText = (text: string): string =>
  text.replace(/[\\`*_[\]<>|]/g, (character) => `\\${character}`).replace(/\r\n|\r|\n/g, '<br>');

const tableHead = '| No. | Time (UTC) | Since start | What | Kind | Who | Subject | Causes | Truth |\n';
const tableRule = '| ---: | --- | ---: | --- | --- | --- | --- | --- | --- |\n';

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
 * The timeline as Markdown: what it is of, figures with their definitions, then a table an incident. Rows are gathered
 * an incident before they are written; what belongs to none comes first.
 */
export async function* encodeTimelineMarkdown(
  header: TimelineHeader,
  entries: AsyncIterable<TimelineEntry> | Iterable<TimelineEntry>,
): AsyncGenerator<string> {
  yield headOf(header);
  const tables = new Map<string, string[]>([['', []]]);
  for await (const entry of entries) {
    const rows = tables.get(entry.incident);
    if (rows === undefined) tables.set(entry.incident, [rowOf(entry)]);
    else rows.push(rowOf(entry));
  }
  for (const [incident, rows] of tables) {
    if (rows.length === 0) continue;
    yield `\n## ${incident === '' ? 'The run' : incident}\n\n${tableHead}${tableRule}`;
    for (const row of rows) yield row;
  }
}
