import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redline, root } from './redline.ts';

test('--version prints the version of the package and nothing else', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(await redline(['--version'])).toEqual({ exit: 0, output: `${version}\n`, errors: '' });
});

test.each([
  [[]],
  [['start']],
  [['serve']],
  [['drill']],
  [['drill', 'import']],
  [['drill', 'run']],
  [['lab']],
  [['lab', 'messages']],
])('%j has help with examples', async (words) => {
  const { exit, output, errors } = await redline([...words, '--help']);
  expect({ exit, errors }).toEqual({ exit: 0, errors: '' });
  expect(output).toMatch(/^Usage: redline/);
  expect(output).toContain('Examples:\n  ');
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
