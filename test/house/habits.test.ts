import ts from 'typescript';
import { expect, test } from 'vitest';
import { listFiles, parseSource, placeOf, readSource, walk } from './source-files.ts';

const sources = listFiles('.ts', '.tsx').filter((file) => !file.startsWith('test/house/'));

/** Lines of `files` that match, `file:line`. */
function linesMatching(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    readSource(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );
}

test('no marker of unfinished work is left', () => {
  const files = [...sources, ...listFiles('.css', '.md', '.mjs', '.cjs', '.html')];
  expect(linesMatching(files, /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
});

test('no check of the types is switched off', () => {
  const found = linesMatching(sources, /@ts-(ignore|expect-error|nocheck)/);
  for (const file of sources) {
    const source = parseSource(file);
    walk(source, (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${placeOf(source, node)} says any`);
    });
  }
  expect(found).toEqual([]);
});

test('no test is left out without saying why, and none keeps the others from running', () => {
  expect(linesMatching(sources, /\b(test|it|describe)\.(only|todo)\(/)).toEqual([]);
  expect(linesMatching(sources, /\b(test|it|describe)\.skip\(/)).toEqual([]);
});

test('modules name what they export, and no folder hides behind an index', () => {
  const found: string[] = [];
  for (const file of sources.filter((name) => !/\.config\.ts$/.test(name))) {
    if (/(^|\/)index\.tsx?$/.test(file)) found.push(`${file} is a barrel`);
    const source = parseSource(file);
    walk(source, (node) => {
      if (ts.isExportAssignment(node)) found.push(`${placeOf(source, node)} exports a default`);
      if (node.kind === ts.SyntaxKind.DefaultKeyword && node.parent.kind !== ts.SyntaxKind.DefaultClause) {
        found.push(`${placeOf(source, node)} exports a default`);
      }
    });
  }
  expect(found).toEqual([]);
});

test('markup is never set as text', () => {
  expect(linesMatching(sources, /dangerouslySetInnerHTML|\.innerHTML\s*=/)).toEqual([]);
});
