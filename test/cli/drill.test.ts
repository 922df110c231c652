import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { redline, root, temporaryFolder } from './redline.ts';

const vector = (name: string): string => join(root, 'test/vectors/messages', name);

async function importVector(name: string): Promise<string> {
  const drill = join(temporaryFolder(), 'drill.yaml');
  expect(await redline(['drill', 'import', vector(name), '-o', drill])).toEqual({ exit: 0, output: '', errors: '' });
  return drill;
}

async function run(drill: string, ...options: string[]) {
  const out = temporaryFolder();
  const { exit, output, errors } = await redline(['drill', 'run', drill, '--out', out, ...options]);
  expect({ exit, errors }).toEqual({ exit: 0, errors: '' });
  const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
  expect(JSON.parse(output)).toEqual(result);
  const timeline = JSON.parse(readFileSync(join(out, 'timeline.json'), 'utf8'));
  return { out, result, timeline, kinds: timeline.entries.map(({ kind }: { kind: string }) => kind) as string[] };
}

test('a log becomes a drill: its host, its processor, one inject an error, spaced as the log', async () => {
  const drill = parse(readFileSync(await importVector('category-a.log'), 'utf8'));
  expect(drill.hosts).toMatchObject([{ name: 'sf15k-domc', platform: 'starcat', processors: [64] }]);
  const errors = drill.injects.filter(({ kind }: { kind: string }) => kind === 'ecc');
  expect(errors.map(({ at }: { at: string }) => at)).toEqual(['10s', '1m10s', '2m42s']);
  const threads = drill.injects.filter(({ kind }: { kind: string }) => kind !== 'ecc');
  expect(threads.map(({ kind }: { kind: string }) => kind)).toEqual(['bind-thread', 'unbind-threads']);
});

test('a First Error and its ME line are one inject', async () => {
  const drill = parse(readFileSync(await importVector('category-b.log'), 'utf8'));
  expect(drill.injects).toHaveLength(1);
  expect(drill.injects[0]).toMatchObject({ name: 'UCC', processor: 5, loggedAgainAfter: '11s' });
});

test('a log without an error is no drill', async () => {
  const output = join(temporaryFolder(), 'drill.yaml');
  const { exit, errors } = await redline(['drill', 'import', vector('give-up.log'), '-o', output]);
  expect(exit).toBe(2);
  expect(errors).toMatch(/give-up\.log: .*no error of a cache or of memory/);
  expect(existsSync(output)).toBe(false);
});

test('the same seed is the same run, another seed another one', async () => {
  const drill = await importVector('category-a.log');
  const [first, again, other] = [
    await run(drill, '--seed', '7'),
    await run(drill, '--seed', '7'),
    await run(drill, '--seed', '8'),
  ];
  expect(Object.keys(first.result)).toEqual([
    'drill',
    'seed',
    'digest',
    'events',
    'simulatedSeconds',
    'wallSeconds',
    'pages',
    'incidents',
  ]);
  expect(first.result).toMatchObject({ drill: 'drill', seed: 7, pages: 1, incidents: 1 });
  expect(again.result.digest).toBe(first.result.digest);
  expect(other.result.digest).not.toBe(first.result.digest);
  for (const file of ['timeline.json', 'timeline.md', 'timeline.csv']) {
    expect(readFileSync(join(again.out, file), 'utf8')).toBe(readFileSync(join(first.out, file), 'utf8'));
  }
});

test.each(['category-a.log', 'category-b.log', 'category-c.log'])(
  '%s runs from the first error to a resolved incident',
  async (name) => {
    const { kinds, timeline } = await run(await importVector(name), '--seed', '7');
    const chain = ['ecc.reported', 'processor.offlined', 'incident.opened', 'page.sent', 'incident.acknowledged'];
    const places = [...chain, 'incident.resolved'].map((kind) => kinds.indexOf(kind));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places[0]).toBeGreaterThanOrEqual(0);
    const page = timeline.entries.find(({ kind }: { kind: string }) => kind === 'page.sent');
    const acknowledged = timeline.entries.find(({ kind }: { kind: string }) => kind === 'incident.acknowledged');
    const waitedSeconds = (acknowledged.atNs - page.atNs) / 1e9;
    expect(waitedSeconds).toBeGreaterThanOrEqual(60);
    expect(waitedSeconds).toBeLessThanOrEqual(120);
  },
);

test('steps of --at replace the automatic responder', async () => {
  const drill = await importVector('category-c.log');
  const { timeline } = await run(drill, '--at', '62s ack', '--at', '5m note moved the work', '--at', '9m resolve');
  const at = (kind: string) => timeline.entries.find((entry: { kind: string }) => entry.kind === kind);
  expect(at('incident.acknowledged').atNs).toBe(62e9);
  expect(at('incident.noted')).toMatchObject({ atNs: 300e9 });
  expect(at('incident.noted').text).toContain('moved the work');
  expect(at('incident.resolved').atNs).toBe(540e9);
});

test('steps that come to nothing are told', async () => {
  const drill = await importVector('category-a.log');
  const steps = ['--at', '62s ack', '--at', '4m ack', '--at', '5m resolve', '--at', '9m note too late'];
  const { exit, errors } = await redline(['drill', 'run', drill, '--out', temporaryFolder(), ...steps]);
  expect(exit).toBe(0);
  expect(errors.split('\n')).toEqual([
    "redline: --at '1m2s ack' came to nothing: Refused: there is no incident yet",
    "redline: --at '9m note' was not reached: the run ended after 5 min",
    '',
  ]);
});

test('nobody answers: the second person is paged after five minutes', async () => {
  const { timeline, result } = await run(await importVector('category-c.log'), '--responder', 'none');
  const pages = timeline.entries.filter(({ kind }: { kind: string }) => kind === 'page.sent');
  expect(result.pages).toBe(2);
  expect(pages[1].atNs - pages[0].atNs).toBe(300e9);
  expect(pages.map(({ text }: { text: string }) => text.split(':')[0])).toEqual([
    'Paged Dana Whitfield',
    'Paged Ravi Menon',
  ]);
});

test('bad drills are refused in one line, with the place, before anything is written', async () => {
  const good = readFileSync(await importVector('category-c.log'), 'utf8');
  const cases: [string, RegExp][] = [
    [good.replace('title:', 'titel:'), /titel/],
    [good.replace('processor: 65', 'processor: 4096'), /injects\[0\]\.processor/],
    [good.replace(/kind: ecc/, 'kind: quake'), /injects\[\d\]\.kind/],
    [`${good}\n  - ]`, /line \d+/],
    ['', /expected/],
  ];
  for (const [text, place] of cases) {
    const folder = temporaryFolder();
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, text);
    const { exit, output, errors } = await redline(['drill', 'run', file, '--out', join(folder, 'out')]);
    expect({ exit, output, place: place.test(errors), errors }).toMatchObject({ exit: 2, output: '', place: true });
    expect(errors).toMatch(/^\/[^\n]*bad\.yaml: [^\n]+\n$/);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  }
});

test('a folder that cannot be written is refused in one line and the run does not start', async () => {
  const drill = await importVector('category-c.log');
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'taken'), 'a file');
  const { exit, errors } = await redline(['drill', 'run', drill, '--out', join(folder, 'taken', 'out')]);
  expect(exit).toBe(2);
  expect(errors).toMatch(/^\/[^\n]*taken[^\n]*\n$/);
  mkdirSync(join(folder, 'empty'));
  expect(readdirSync(join(folder, 'empty'))).toEqual([]);
});
