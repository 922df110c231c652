import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
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
