import { deepStrictEqual, ok } from 'node:assert';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { readDrill } from '../../main/lab/drill-file.ts';
import { drillSchema } from '../../shared/model/drill.ts';
import { fuzzTarget } from './fuzz-target.ts';

const drills = ['sf15k-domc-1136', 'sf15k-domc-1142', 'sf15k-domd-0600', 'sf68-doma-1858', 'sf68-domb-0210'].map(
  (name) =>
    readFileSync(fileURLToPath(new URL(`../../resources/drills/${name}.yaml`, import.meta.url)), 'utf8').split('\n'),
);

const value = fc.oneof(
  fc.constantFrom(
    'null',
    '[]',
    '{}',
    '~',
    '-1',
    '1e9',
    '0x10',
    '"',
    "'",
    '&a',
    '*a',
    '!!binary x',
    '|',
    '2003-02-30T00:00:00Z',
  ),
  fc.constantFrom(
    '99d',
    '0s',
    'US-IIIi',
    'solaris8',
    'serengeti',
    'UCC',
    '511',
    'true',
    '[1, 2',
    '"0x00000040.000001f0"',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
/** A line of the library's with another value, twice, gone, deeper, or with something behind it. */
const change = fc.tuple(fc.nat(200), fc.constantFrom('value', 'twice', 'gone', 'deeper', 'behind'), value);

function changed(line: string, how: string, put: string): string {
  if (how === 'value') return line.replace(/:.*$/, `: ${put}`);
  if (how === 'twice') return `${line}\n${line}`;
  if (how === 'gone') return '';
  return how === 'deeper' ? `  ${line}` : `${line}${put}`;
}

const drillFiles = fc
  .tuple(fc.constantFrom(...drills), fc.array(change, { maxLength: 4 }))
  .map(([lines, changes]) =>
    changes
      .reduce(
        (now, [at, how, put]) => now.map((line, index) => (index === at % now.length ? changed(line, how, put) : line)),
        lines,
      )
      .join('\n'),
  );

/** Any text is a drill of the schema or one line that says where it is none. */
export const drillFileTarget = fuzzTarget('drill-file', drillFiles, (text) => {
  const read = readDrill(text);
  if ('drill' in read) deepStrictEqual(drillSchema.parse(read.drill), read.drill);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  else ok(!/[\u0000-\u001f\u007f]/.test(`${read.place}${read.problem}`) && read.problem !== '');
});
