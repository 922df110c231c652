import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redline, root } from './redline.ts';

test('--version prints the version of the package and nothing else', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(await redline(['--version'])).toEqual({ exit: 0, output: `${version}\n`, errors: '' });
});

test('every command of every level has help with examples', async () => {
  const levels: (readonly string[])[] = [[]];
  for (const words of levels) {
    const { exit, output, errors } = await redline([...words, '--help']);
    expect({ words, exit, errors }).toEqual({ words, exit: 0, errors: '' });
    expect(output).toMatch(/^Usage: redline/);
    expect(output).toMatch(/Examples:\n {2}redline /);
    const [, commands = ''] = /^Commands:\n((?: .*\n)+)/m.exec(output) ?? [];
    for (const [, name = ''] of commands.matchAll(/^ {2}(\S+)/gm)) if (name !== 'help') levels.push([...words, name]);
  }
  expect(levels.map((words) => words.join(' '))).toEqual(
    expect.arrayContaining(['start', 'serve', 'drill import', 'drill run', 'lab messages']),
  );
});

test.each([
  [[], 'a command is missing'],
  [['lab'], 'a command is missing'],
  [['drlil'], "unknown command 'drlil'"],
  [['lab', 'messages'], "missing required argument 'file'"],
  [['lab', 'messages', 'x', '--year', 'soon'], 'expected 1970 to 2100'],
  [['drill', 'run', 'x.yaml'], "required option '--out <dir>' not specified"],
  [['drill', 'run', 'x.yaml', '--out', 'y', '--seed', '-1'], 'expected 0 to 4294967295'],
  [['drill', 'run', 'x.yaml', '--out', 'y', '--seed', '1e3'], "'1e3' is invalid, expected 0 to 4294967295: see"],
  [['serve', '--loud'], "unknown option '--loud'"],
])('%j is refused in one line with exit 2', async (words, sentence) => {
  const { exit, output, errors } = await redline(words);
  expect({ exit, output }).toEqual({ exit: 2, output: '' });
  expect(errors).toContain(sentence);
  expect(errors).toMatch(/^redline: [^\n]+\n$/);
});
