import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redline, root, temporaryFolder } from './redline.ts';

const isUnix = process.platform !== 'win32';
const notInstalled = /^redline: the packages are not installed yet: run 'npm ci' in [^\n]*a clone[^\n]* first\n$/;

test.runIf(isUnix)('a clone without its packages says what to do, by either way in', async () => {
  const clone = join(temporaryFolder(), 'a clone');
  mkdirSync(clone);
  cpSync(join(root, 'bin'), join(clone, 'bin'), { recursive: true });
  const script = join(clone, 'bin/redline.mjs');
  for (const [program, words] of [
    [join(clone, 'bin/redline'), ['--version']],
    [process.execPath, [script, 'start']],
  ] as const) {
    const { exit, output, errors } = await redline(words, { program });
    expect({ exit, output }).toEqual({ exit: 1, output: '' });
    expect(errors).toMatch(notInstalled);
  }
});

test.runIf(isUnix)('it runs by a link, from another folder', async () => {
  const folder = temporaryFolder();
  symlinkSync(join(root, 'bin/redline'), join(folder, 'one'));
  symlinkSync('one', join(folder, 'two'));
  const { exit, output } = await redline(['lab', 'messages', '--help'], { program: join(folder, 'two'), folder });
  expect({ exit, usage: output.split('\n')[0] }).toEqual({
    exit: 0,
    usage: 'Usage: redline lab messages [options] <file>',
  });
});

test('a build that was killed does not hold up the next one', async () => {
  const clone = temporaryFolder();
  cpSync(join(root, 'bin'), join(clone, 'bin'), { recursive: true });
  mkdirSync(join(clone, 'node_modules/electron-vite/bin'), { recursive: true });
  writeFileSync(join(clone, 'node_modules/electron-vite/bin/electron-vite.js'), '');
  mkdirSync(join(clone, 'out'));
  const dead = await redline(['-p', 'process.pid'], { program: process.execPath });
  writeFileSync(join(clone, 'out/build-lock'), dead.output.trim());
  const built = await redline([join(clone, 'bin/build.mjs')], { program: process.execPath });
  expect(built).toEqual({ exit: 0, output: '', errors: expect.stringMatching(/^redline: building… done/) });
  expect(existsSync(join(clone, 'out/build-lock'))).toBe(false);
});
