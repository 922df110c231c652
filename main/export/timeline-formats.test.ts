import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventKinds } from '../../shared/model/events.ts';
import type { TimelineEntry } from '../../shared/model/views.ts';
import { encodeTimeline } from './encode-timeline.ts';
import { type TimelineHeader, timelineFileSchema, timelineJsonSchema } from './timeline-schema.ts';

const header: TimelineHeader = {
  mark: 'DRILL',
  drill: 'A | quiet *Thursday*',
  seed: 7,
  startsAt: '2003-10-23T11:37:05Z',
  zone: 'America/Chicago',
  incident: null,
  audience: 'trainer',
  digest: '00112233aabbccdd',
  figures: [{ name: 'Pages', value: '2', definition: 'Pages sent.' }],
};

/** Texts with everything that one of the formats treats as its own. */
const awkwardText = fc.string({
  maxLength: 20,
  unit: fc.constantFrom(...'=+-@|\\"\',\n\r\t <>*_[]`&#;é💥ab1'),
});

const anyEntry: fc.Arbitrary<TimelineEntry> = fc.record({
  number: fc.integer({ min: 1, max: 1e9 }),
  atNs: fc.integer({ min: 0, max: 8_640_000_000_000_000 }),
  time: fc.constant('2003-10-23T11:38:05.500Z'),
  offset: fc.constant('0:01:00'),
  kind: fc.constantFrom(...eventKinds),
  subject: awkwardText,
  actor: awkwardText,
  text: awkwardText,
  incident: fc.constantFrom('', 'INC-1', 'INC-2'),
  truth: fc.boolean(),
  causes: fc.array(fc.integer({ min: 0, max: 1e6 }), { maxLength: 8 }),
});

async function encoded(format: 'json' | 'md' | 'csv', entries: readonly TimelineEntry[]): Promise<string> {
  let text = '';
  for await (const chunk of encodeTimeline(format, header, entries)) text += chunk;
  return text;
}

/** A reader of RFC 4180 of its own: rows of fields, quoted ones unquoted. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = text;
  while (rest !== '') {
    const match = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
    if (match === null) throw new Error(`no CSV at ${JSON.stringify(rest.slice(0, 20))}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
    rest = rest.slice(match[0].length);
  }
  return rows;
}

const numbersOf = (text: string): number[] => (text === '' ? [] : text.split(' ').map(Number));
const unguarded = (text: string): string => (text.startsWith("'") ? text.slice(1) : text);

function entriesOfCsv(text: string): TimelineEntry[] {
  return readCsv(text)
    .slice(1)
    .map((fields) => {
      const [number, time, offset, atNs, kind, subject, actor, words, incident, truth, causes] = fields.map(unguarded);
      const texts = { time, offset, kind, subject, actor, text: words, incident };
      return {
        ...texts,
        number: Number(number),
        atNs: Number(atNs),
        truth: truth === 'true',
        causes: numbersOf(causes ?? ''),
      };
    }) as TimelineEntry[];
}

const unescaped = (cell: string): string => cell.replace(/<br>/g, '\n').replace(/\\([\\`*_[\]<>|])/g, '$1');

/** What Markdown shows of the entries, in the order of its tables. */
function entriesOfMarkdown(text: string): Omit<TimelineEntry, 'atNs'>[] {
  const entries: Omit<TimelineEntry, 'atNs'>[] = [];
  let incident = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) incident = line.startsWith('## INC-') ? line.slice(3) : '';
    if (!/^\| \d+ \| \d{4}-/.test(line)) continue;
    const cells = line
      .slice(2, -2)
      .split(/(?<!(?<!\\)(?:\\\\)*\\) \| /)
      .map(unescaped);
    const [number, time, offset, words, kind, actor, subject, causes, truth] = cells;
    const texts = { time, offset, kind, subject, actor, text: words, incident };
    entries.push({
      ...texts,
      number: Number(number),
      truth: truth === 'truth',
      causes: numbersOf(causes ?? ''),
    } as never);
  }
  return entries;
}

/** Markdown shows every kind of line end as one. */
const oneLineEnd = (text: string): string => text.replace(/\r\n|\r/g, '\n');

describe('the formats of a timeline', () => {
  test('have the same entries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEntry, { maxLength: 12 }), async (entries) => {
        const json = timelineFileSchema.parse(JSON.parse(await encoded('json', entries)));
        expect(json.entries).toEqual(entries);
        expect(entriesOfCsv(await encoded('csv', entries))).toEqual(entries);
        const shown = ['', 'INC-1', 'INC-2'].flatMap((incident) =>
          entries.filter((entry) => entry.incident === incident),
        );
        const byFirst = [...new Set(['', ...entries.map(({ incident }) => incident)])];
        shown.sort((one, other) => byFirst.indexOf(one.incident) - byFirst.indexOf(other.incident));
        expect(entriesOfMarkdown(await encoded('md', entries))).toEqual(
          shown.map(({ atNs: _atNs, ...entry }) => ({
            ...entry,
            subject: oneLineEnd(entry.subject),
            actor: oneLineEnd(entry.actor),
            text: oneLineEnd(entry.text),
          })),
        );
      }),
    );
  });

  test('guard a spreadsheet against formulas', async () => {
    await fc.assert(
      fc.asyncProperty(anyEntry, async (entry) => {
        for (const field of readCsv(await encoded('csv', [entry])).flat()) expect(field).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  test('say that it is a drill, and which', async () => {
    const entry = fc.sample(anyEntry, { numRuns: 1, seed: 1 });
    expect(await encoded('md', entry)).toContain('# DRILL: A \\| quiet \\*Thursday\\*');
    expect(await encoded('md', entry)).toContain('| Pages | 2 | Pages sent. |');
    expect(JSON.parse(await encoded('json', entry)).header).toEqual(header);
    expect(readCsv(await encoded('csv', entry))[1]?.slice(-4)).toEqual(['DRILL', header.drill, '7', header.digest]);
  });

  test('JSON follows the schema that is in resources, and the schema is current', async () => {
    const path = new URL('../../resources/schemas/timeline.json', import.meta.url);
    const text = readFileSync(path, 'utf8');
    expect(text).toBe(timelineJsonSchema());
    const check = new Ajv2020({ strict: true }).compile(JSON.parse(text));
    const file = JSON.parse(await encoded('json', fc.sample(anyEntry, { numRuns: 20, seed: 2 })));
    expect(check(file), JSON.stringify(check.errors)).toBe(true);
    expect(check({ ...file, version: 2 })).toBe(false);
    expect(check({ ...file, secret: 1 })).toBe(false);
  });
});
