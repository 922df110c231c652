import ts from 'typescript';
import { expect, test } from 'vitest';
import { listFiles, parseSource, placeOf, readSource, walk } from './source-files.ts';

const longestFile = 400;
const longestFunction = 70;
const widestLine = 120;

const sources = listFiles('.ts', '.tsx', '.mjs', '.cjs');

test('no source file is longer than 400 lines', () => {
  const long = [...sources, ...listFiles('.css')]
    .map((file) => ({ file, lines: readSource(file).split('\n').length - 1 }))
    .filter(({ lines }) => lines > longestFile);
  expect(long).toEqual([]);
});

test('no function is longer than 70 lines', () => {
  const long: string[] = [];
  for (const file of sources.filter((name) => !name.includes('.test.'))) {
    const source = parseSource(file);
    walk(source, (node) => {
      if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return;
      const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
      const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
      const lines = last - first + 1;
      if (lines > longestFunction) long.push(`${placeOf(source, node)} has ${lines} lines`);
    });
  }
  expect(long).toEqual([]);
});

test('no line of code is wider than 120 columns, but for text that cannot be broken', () => {
  const wide: string[] = [];
  for (const file of sources) {
    readSource(file)
      .split('\n')
      .forEach((line, index) => {
        const unbreakable = /['"`/]|^\s*(\/\/|\*)/.test(line);
        if (line.length > widestLine && !unbreakable) wide.push(`${file}:${index + 1}`);
      });
  }
  expect(wide).toEqual([]);
});
