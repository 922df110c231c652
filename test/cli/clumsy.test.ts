import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { program, redline, root, temporaryFolder } from './redline.ts';

const log = join(root, 'test/vectors/messages/category-a.log');
const isUnix = process.platform !== 'win32';

/** A line for the shell, in which $0 is redline and $1 the log. */
const shell = (line: string) => redline(['-c', line, program, log], { program: '/bin/sh' });

/** A drill whose run takes a good while: a processor that is never let go, tried again every 30 s for 20 days. */
async function longDrill(folder: string): Promise<string> {
  const file = join(folder, 'long.yaml');
  await redline(['drill', 'import', log, '-o', file]);
  const text = readFileSync(file, 'utf8').replace('at: 2m45s', 'at: 1h');
  const errors = Array.from(
    { length: 1500 },
    (_, index) => `  - at: ${index + 2}h
    kind: ecc
    host: sf15k-domc
    processor: ${65 + (index % 3)}
    name: WDC
    afsr: 0x00000040.000001f0
    afar: 0x000000a1.f06b4000
    faultPc: "0x10152880"
  - { at: ${index + 2}h, kind: bind-thread, host: sf15k-domc, processor: ${65 + (index % 3)} }
`,
  );
  writeFileSync(file, text + errors.join(''));
  return file;
}

test('a byte order mark and a Windows line end change nothing', async () => {
  const folder = temporaryFolder();
  const plain = await redline(['lab', 'messages', log]);
  const text = readFileSync(log, 'utf8');
  writeFileSync(join(folder, 'marked.log'), `\uFEFF${text.replaceAll('\n', '\r\n')}`);
  expect(await redline(['lab', 'messages', join(folder, 'marked.log')])).toEqual(plain);
});

test.runIf(isUnix)('input without an end is refused in one line', async () => {
  const endless = await redline(['lab', 'messages', '/dev/zero']);
  expect(endless).toEqual({ exit: 2, output: '', errors: '/dev/zero: more than 256 MB: split the file\n' });
  const bomb = join(temporaryFolder(), 'bomb.gz');
  writeFileSync(bomb, gzipSync(Buffer.alloc(257 * 1024 * 1024), { level: 1 }));
  const unpacked = await redline(['lab', 'messages', bomb]);
  expect(unpacked).toEqual({ exit: 2, output: '', errors: `${bomb}: more than 256 MB: split the file\n` });
});

test('the log is not written over, by whatever name', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'messages');
  writeFileSync(file, readFileSync(log));
  linkSync(file, join(folder, 'linked'));
  for (const output of ['messages', 'linked']) {
    const { exit, errors } = await redline(['drill', 'import', file, '-o', join(folder, output)]);
    expect({ exit, errors }).toEqual({
      exit: 2,
      errors: `${join(folder, output)}: this is the file to read: choose another name for the drill\n`,
    });
  }
  expect(readFileSync(file)).toEqual(readFileSync(log));
});

test.runIf(isUnix)(
  'a drill goes to standard output, through a link, or into a pipe, and replaces none of them',
  async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'target.yaml'), 'old');
    symlinkSync('target.yaml', join(folder, 'link.yaml'));
    expect((await redline(['drill', 'import', log, '-o', join(folder, 'link.yaml')])).exit).toBe(0);
    const written = readFileSync(join(folder, 'target.yaml'), 'utf8');
    expect(written).toContain('title: sf15k-domc');
    expect(readdirSync(folder).sort()).toEqual(['link.yaml', 'target.yaml']);
    const printed = await redline(['drill', 'import', log, '-o', '-'], { folder });
    expect(printed.exit).toBe(0);
    expect(printed.output.split('\n').slice(1)).toEqual(written.split('\n').slice(1));
    const piped = await shell('"$0" drill import "$1" -o /dev/stdout | cat');
    expect(piped).toEqual({ exit: 0, output: expect.stringContaining('title: sf15k-domc'), errors: '' });
  },
);

test('a run leaves all of its files or none, and no folder that it made for them', async () => {
  const folder = temporaryFolder();
  const drill = join(folder, 'drill.yaml');
  await redline(['drill', 'import', log, '-o', drill]);
  const cases: [string, RegExp][] = [
    [drill, /drill\.yaml: this is a file, expected a folder/],
    ['', /^--out '': expected the name of a folder/],
    ['-', /^--out '-': expected the name of a folder/],
  ];
  for (const [out, sentence] of cases) {
    const { exit, output, errors } = await redline(['drill', 'run', drill, '--out', out], { folder });
    expect({ exit, output }).toEqual({ exit: 2, output: '' });
    expect(errors).toMatch(sentence);
  }
  const deep = join(folder, 'a/b/out');
  const { exit, errors } = await redline(['drill', 'run', drill, '--out', deep, '--station', drill]);
  expect(exit).not.toBe(0);
  expect(errors).toMatch(/^redline: [^\n]*--station[^\n]*\n$/);
  expect(readdirSync(folder)).toEqual(['drill.yaml']);
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  await redline(['drill', 'run', drill, '--out', deep], { environment: { TMPDIR: temporary } });
  expect(readdirSync(deep).sort()).toEqual(['result.json', 'timeline.csv', 'timeline.json', 'timeline.md']);
  expect(readdirSync(temporary).filter((name) => name.startsWith('redline'))).toEqual([]);
});

test.runIf(isUnix)('a run that is told to stop clears up behind itself', async () => {
  const folder = temporaryFolder();
  const drill = await longDrill(folder);
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  const child = spawn(program, ['drill', 'run', drill, '--out', join(folder, 'out')], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  // Progress comes after a second: by then the run is on its way.
  await once(child.stderr, 'data');
  expect(existsSync(join(folder, 'out'))).toBe(true);
  child.kill('SIGINT');
  const [exit] = await once(child, 'close');
  expect(exit).toBe(130);
  expect(errors).toMatch(/redline: stopped by SIGINT: nothing was written\n$/);
  expect(readdirSync(folder).sort()).toEqual(['long.yaml', 'tmp']);
  expect(readdirSync(temporary).filter((name) => name.startsWith('redline'))).toEqual([]);
});

test.runIf(isUnix)('a reader that leaves early is no mistake, and a full disk is one sentence', async () => {
  const early = await shell('{ "$0" lab messages "$1"; echo "exit $?" >&2; } | true');
  expect(early.errors).toBe('exit 0\n');
  if (!existsSync('/dev/full')) return;
  const full = await shell('"$0" lab messages "$1" > /dev/full');
  expect(full).toEqual({ exit: 1, output: '', errors: 'standard output: the disk is full: make room and try again\n' });
});

test.runIf(process.platform === 'linux')('a folder that nobody can make is refused', async () => {
  const folder = temporaryFolder();
  const drill = join(folder, 'drill.yaml');
  await redline(['drill', 'import', log, '-o', drill]);
  for (const words of [
    ['run', drill, '--out', '/proc/none/out'],
    ['import', log, '-o', '/proc/none/drill.yaml'],
  ]) {
    const { exit, output, errors } = await redline(['drill', ...words]);
    expect({ exit, output }).toEqual({ exit: 2, output: '' });
    expect(errors).toMatch(/^\/proc\/none[^\n]*: there is no such file or folder: check the path\n$/);
  }
  const long = await redline(['drill', 'run', drill, '--out', 'x'.repeat(300)], { folder });
  expect(long.errors).toMatch(/^x{300}: the name is too long: choose a shorter one\n$/);
});
