import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { redline, root, temporaryFolder } from './redline.ts';

const vector = (name: string): string => join(root, 'test/vectors/messages', name);

test('category A: three events, a retry, an off-lining', async () => {
  const { exit, output, errors } = await redline(['lab', 'messages', vector('category-a.log')]);
  expect({ exit, errors }).toEqual({ exit: 0, errors: '' });
  const document = JSON.parse(output);
  expect(Object.keys(document)).toEqual(['events', 'outcomes', 'pages', 'lines', 'unparsed']);
  expect(document.events[0]).toEqual({
    at: 'Oct 23 11:37:05',
    host: 'sf15k-domc',
    cpu: 64,
    name: 'WDC',
    errId: '0x000000e3.2774aaf0',
    afsr: '0x00000040.000001f0',
    afar: '0x000000a1.f06b4000',
    esynd: '0x01f0',
    unum: 'SB2/P0/E0 J4400',
    first: false,
    me: false,
  });
  expect(document.events.map(({ errId }: { errId: string }) => errId)).toEqual([
    '0x000000e3.2774aaf0',
    '0x000000f1.217a63c1',
    '0x00000106.a62214d3',
  ]);
  expect(document.outcomes.map(({ result }: { result: string }) => result)).toEqual(['retry', 'offlined']);
  expect(document.unparsed).toBe(0);
});

test('the give-up excerpt: repeats are counted where syslog folded them', async () => {
  const { output } = await redline(['lab', 'messages', vector('give-up.log')]);
  const { outcomes } = JSON.parse(output);
  expect(outcomes.map(({ repeated }: { repeated: number }) => repeated)).toEqual([0, 6, 15, 0]);
  expect(outcomes.at(-1).result).toBe('gave-up');
});

test('standard input, gzip and a plain file give the same answer', async () => {
  const file = vector('category-c.log');
  const zipped = join(temporaryFolder(), 'messages.0.gz');
  writeFileSync(zipped, gzipSync(readFileSync(file)));
  const plain = await redline(['lab', 'messages', file]);
  expect(plain.exit).toBe(0);
  expect(await redline(['lab', 'messages', zipped])).toEqual(plain);
  expect(await redline(['lab', 'messages', '-'], { input: readFileSync(file) })).toEqual(plain);
});

test('what is no messages file is refused in one line', async () => {
  const folder = temporaryFolder();
  const cases: [string, Buffer | string | null, RegExp][] = [
    ['prose.txt', 'Dear diary,\nnothing happened.\n', /prose\.txt: line 1: .*expected/],
    ['picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), /picture\.png: line 1: .*expected/],
    ['missing.log', null, /missing\.log: there is no such file/],
    ['damaged.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1]), /damaged\.gz: the gzip data is damaged/],
  ];
  for (const [name, content, sentence] of cases) {
    const file = join(folder, name);
    if (content !== null) writeFileSync(file, content);
    const { exit, output, errors } = await redline(['lab', 'messages', file]);
    expect({ exit, output }).toEqual({ exit: 2, output: '' });
    expect(errors).toMatch(sentence);
    expect(errors.trimEnd()).not.toContain('\n');
  }
});
