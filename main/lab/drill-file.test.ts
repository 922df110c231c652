import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readDrill } from './drill-file.ts';
import { drillJsonSchema } from './drill-json-schema.ts';
import { importDrill } from './import-drill.ts';
import { importFile } from './import-file.ts';

const vector = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../test/vectors/messages/${name}.log`, import.meta.url)), 'utf8');
const resource = (name: string): string => fileURLToPath(new URL(`../../resources/${name}`, import.meta.url));

function imported(name: string): string {
  const result = importDrill({ name: `${name}.log`, text: vector(name), year: 2003 });
  if ('problem' in result) throw new Error(result.problem);
  return result.yaml;
}

const library = [
  ['category-a', 'sf15k-domc-1136'],
  ['category-b', 'sf68-doma-1858'],
  ['category-c', 'sf15k-domc-1142'],
] as const;

describe('the library and its schema', () => {
  test.each(library)('resources/drills has what the importer makes of %s', async (name, file) => {
    await expect(imported(name)).toMatchFileSnapshot(resource(`drills/${file}.yaml`));
  });

  test('resources/schemas/drill.json is what the model says', async () => {
    await expect(drillJsonSchema()).toMatchFileSnapshot(resource('schemas/drill.json'));
  });

  test.each(library)('the JSON Schema and the program accept what the importer makes of %s', (name) => {
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(drillJsonSchema()));
    const drill: unknown = parse(imported(name));
    expect(validate(drill)).toBe(true);
    expect(validate({ ...(drill as object), colour: 'red' })).toBe(false);
    expect(readDrill(imported(name))).toHaveProperty('drill');
  });

  test('what the file says is what the program reads, as YAML and as JSON', () => {
    const result = importDrill({ name: 'b.log', text: vector('category-b'), year: 2003 });
    if ('problem' in result) throw new Error(result.problem);
    const fromYaml = readDrill(result.yaml);
    expect(fromYaml).toMatchObject({ drill: result.drill });
    expect(readDrill(JSON.stringify(result.drill))).toEqual(fromYaml);
  });
});

describe('a drill that does not fit is one line with its place', () => {
  const good = imported('category-a');
  const changed = (from: string | RegExp, to: string): unknown => {
    const text = good.replace(from, to);
    expect(text).not.toBe(good);
    return readDrill(text);
  };

  test.each([
    [
      'an unknown field, before a wrong one',
      /version: 1/,
      'version: 2\ncolour: red',
      /^colour \(line 4\)$/,
      /unknown field/,
    ],
    ['a wrong register', '0x00000040.000001f0', '"0x40"', /^injects\[0\]\.afsr \(line \d+\)$/, /expected a register/],
    ['a number for text', '"0x10152880"', '0x10152880', /^injects\[0\]\.faultPc/, /put it in quotes/],
    ['an unknown kind', 'kind: bind-thread', 'kind: bind', /^injects\[2\]\.kind/, /expected ecc, bind-thread/],
    ['a missing field', /title: .*\n/, '', /^title/, /missing, expected text/],
    ['a wrong type', 'node: 0', 'node: zero', /^hosts\[0\]\.node/, /expected a/],
    [
      'a host that does not exist',
      'host: sf15k-domc',
      'host: other',
      /^injects\[0\]\.host/,
      /expected one of sf15k-domc/,
    ],
    [
      'a command for a host that does not exist',
      /injects:\n/,
      'injects:\n  - { at: 1s, kind: command, host: other, line: psrinfo }\n',
      /^injects\[0\]\.host/,
      /expected one of sf15k-domc/,
    ],
    [
      'a command of two lines',
      /injects:\n/,
      'injects:\n  - { at: 1s, kind: command, host: sf15k-domc, line: "psrinfo\\nreboot" }\n',
      /^injects\[0\]\.line/,
      /expected one line/,
    ],
    ['a processor of no board', 'processor: 64', 'processor: 68', /^injects\[0\]\.processor/, /64, 65, 66, 67/],
    ['a number that the platform has not', '- 64', '- 68', /^hosts\[0\]\.processors\[0\]/, /starcat/],
    ['a day that does not exist', /startsAt: 2003-10-23/, 'startsAt: 2003-02-30', /^startsAt/, /no such day/],
    [
      'a boot after the start',
      'bootedAt: 2003-10-23',
      'bootedAt: 2003-10-24',
      /^hosts\[0\]\.bootedAt/,
      /after the start/,
    ],
    ['a person twice', 'id: ravi', 'id: dana', /^people\[1\]\.id/, /twice/],
    ['a zone that does not exist', /version: 1/, 'version: 1\nzone: Mars/North', /^zone/, /time zone/],
    ['too long a time', 'at: 10s', 'at: 200d', /^injects\[0\]\.at/, /99/],
    ['no time to escalate', /version: 1/, 'version: 1\nescalateAfter: 0s', /^escalateAfter/, /too short/],
    ['a turn that never lasts', /version: 1/, 'version: 1\nturn: 1ns', /^turn/, /too short, expected at least 1m/],
    [
      'a second logging without ME',
      'name: WDC',
      'name: WDC\n    loggedAgainAfter: 3s',
      /^injects\[0\]\.afsr/,
      /under ME/,
    ],
    [
      'an error that the type of processor does not have',
      'name: WDC',
      'name: JETO',
      /^injects\[0\]\.name/,
      /^a US-III has no error JETO, expected one of PERR, IERR, /,
    ],
    ['an error of memory as one of a processor', 'name: WDC', 'name: CE', /^injects\[0\]\.name/, /expected UCC or CPC/],
    [
      'a trap because of an error that is not there',
      'name: WDC',
      'name: UCC\n    trap: fast-ecc',
      /^injects\[0\]\.afsr/,
      /^the AFSR 0x00000040\.000001f0 does not have the bit of UCC on/,
    ],
    [
      'shadow registers without a trap',
      'name: WDC',
      `name: WDC\n    shadow: ${'{ afsr: 0x00000040.000001f0, afar: 0x000000a1.f06b4000 }'}`,
      /^injects\[0\]\.shadow/,
      /expected the field trap/,
    ],
    [
      'shadow registers of a processor without',
      'name: WDC',
      `name: WDC\n    trap: disrupting\n    shadow: ${'{ afsr: 0x00000040.000001f0, afar: 0x000000a1.f06b4000 }'}`,
      /^injects\[0\]\.shadow/,
      /^a US-III has no shadow registers/,
    ],
    [
      'two ways to be logged again',
      'name: WDC',
      'name: WDC\n    trap: disrupting\n    loggedAgainAfter: 3s',
      /^injects\[0\]\.loggedAgainAfter/,
      /either trap or loggedAgainAfter/,
    ],
    [
      'a patch level that is none',
      'node: 0',
      'kernelPatch: newest',
      /^hosts\[0\]\.kernelPatch/,
      /early or usual or late/,
    ],
    [
      'a state that no line has',
      'state: Shared',
      'state: Shard',
      /^injects\[0\]\.dump\.state \(line \d+\)$/,
      /or Owner or/,
    ],
    ['a state that the tag has not', 'state: Shared', 'state: Owner', /^injects\[0\]\.dump\.state/, /expected Shared/],
    ['a match that is none', 'match: false', 'match: no-line', /^injects\[0\]\.dump\.match/, /expected true or false/],
    ['check bits as a number', '"0x000"', '0x1f0', /^injects\[0\]\.dump\.data\[0\]\[2\]/, /put it in quotes/],
    ['too little data', / +- \[0x0+\.0+, 0x0+\.0+, "0x000"\]\n/, '', /^injects\[0\]\.dump\.data/, /at least 4/],
    [
      'a cache of no size',
      'cpuType: US-III',
      'cpuType: US-III\n    cacheMegabytes: 2',
      /^hosts\[0\]\.cache/,
      /1 or 4 or 8/,
    ],
    ['broken YAML', 'hosts:', 'hosts: [', /^line \d+$/, /expected YAML or JSON/],
    [
      'an unknown field in the place of the kind',
      'kind: ecc',
      'knid: ecc',
      /^injects\[0\]\.knid \(line 2\d\)$/,
      /unknown/,
    ],
    ['a title that breaks a terminal', /title: /, 'title: "\\e[31mred" # ', /^title/, /without control characters/],
    ['a name of two lines', 'Dana Whitfield', '"Dana\\nWhitfield"', /^people\[0\]\.name/, /expected one line/],
    [
      'too long a title',
      /title: /,
      `title: ${'x'.repeat(121)} # `,
      /^title/,
      /x…" does not fit, expected at most 120 char/,
    ],
    ['an endless time', 'at: 10s', `at: ${'9'.repeat(500)}s`, /^injects\[0\]\.at/, /^9{60}… is no whole number/],
    ['a second document', /$/, '---\nversion: 1\n', /^line \d+$/, /^another document begins here, expected/],
    ['a NUL', 'version: 1', 'version: 1 # \0', /^line 3$/, /^binary data, expected a drill/],
    ['what is no UTF-8', 'version: 1', 'version: 1 # \uFFFD', /^line 3$/, /^binary data, expected a drill/],
    ['a key twice', /version: 1/, 'version: 1\nversion: 1', /^line \d+$/, /unique/],
  ])('%s', (_, from, to, place, problem) => {
    const result = changed(from, to) as { place: string; problem: string };
    expect(result.place).toMatch(place);
    expect(result.problem).toMatch(problem);
    expect(result.problem).not.toContain('\n');
  });

  test('signs that would break a line or a terminal stay out of the message', () => {
    for (const text of [good.replace('version: 1', 'version: 1\n"a\\nb\\u001b[31m": 1'), `${good}zone: "a\\nb"\n`]) {
      const result = readDrill(text);
      expect(JSON.stringify(result)).not.toMatch(/\\n|\\u001b/);
      expect(result).toHaveProperty('problem');
    }
  });

  test('files that would take all memory or time are refused', () => {
    const bomb = ['a: &a [1,1,1,1,1,1,1,1,1,1]'];
    for (let level = 1; level < 9; level += 1) {
      const alias = String.fromCharCode(96 + level);
      bomb.push(
        `${String.fromCharCode(97 + level)}: &${String.fromCharCode(97 + level)} [${`*${alias},`.repeat(9)}*${alias}]`,
      );
    }
    expect(readDrill(bomb.join('\n'))).toMatchObject({ problem: expect.stringContaining('alias') });
    expect(readDrill('['.repeat(100_000))).toHaveProperty('problem');
    expect(readDrill(' '.repeat(8_000_001))).toMatchObject({ problem: expect.stringContaining('8 MB') });
    expect(readDrill('')).toMatchObject({ problem: expect.stringContaining('empty') });
    expect(readDrill('42')).toHaveProperty('problem');
  });
});

test('a drill file is imported as it is, whatever its name; a log is made into one', () => {
  const yaml = imported('category-a');
  for (const name of ['mine.yaml', 'mine.txt']) {
    expect(importFile({ name, text: yaml })).toMatchObject({ yaml, drill: { version: 1 } });
  }
  expect(importFile({ name: 'messages', text: vector('category-a') })).toEqual(
    importDrill({ name: 'messages', text: vector('category-a'), year: 2003 }),
  );
  expect(importFile({ name: 'mine.yml', text: vector('category-a') })).toHaveProperty('problem');
});
