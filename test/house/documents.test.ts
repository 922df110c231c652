import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles, readSource, root } from './source-files.ts';

const largestFileBytes = 800_000;

test('every document has one first-level heading', () => {
  const counts = listFiles('.md').map((file) => {
    const text = readSource(file).replace(/```[\s\S]*?```/g, '');
    return { file, headings: text.split('\n').filter((line) => /^# /.test(line)).length };
  });
  expect(counts.length).toBeGreaterThan(2);
  expect(counts.filter(({ headings }) => headings !== 1)).toEqual([]);
});

test('links between documents lead to files that exist', () => {
  const files = new Set(listFiles(''));
  const broken: string[] = [];
  for (const file of listFiles('.md')) {
    for (const [, target] of readSource(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)/g)) {
      const path = join(file, '..', target ?? '');
      const isFolder = [...files].some((name) => name.startsWith(`${path.replace(/\/$/, '')}/`));
      if (!files.has(path) && !isFolder) broken.push(`${file} → ${target}`);
    }
  }
  expect(broken).toEqual([]);
});

test('every rule of a SPEC.md has an id of its own and is named by a test', () => {
  const tests = listFiles('.test.ts', '.test.tsx').map(readSource).join('\n');
  const ids: string[] = [];
  for (const file of listFiles('SPEC.md')) {
    for (const [, id] of readSource(file).matchAll(/^[-*] \*\*([A-Z]{2,5}-\d+)\*\*/gm)) ids.push(id ?? '');
  }
  expect(ids.length).toBeGreaterThan(10);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids.filter((id) => !new RegExp(`\\b${id}\\b`).test(tests))).toEqual([]);
});

test('no file that is checked in is larger than 800 kB', () => {
  const large = listFiles('')
    .map((file) => ({ file, bytes: statSync(join(root, file)).size }))
    .filter(({ bytes }) => bytes > largestFileBytes);
  expect(large).toEqual([]);
});

test('every package is pinned to an exact version, the bridge to the one that fits', () => {
  const manifest: Record<'dependencies' | 'devDependencies', Record<string, string>> = JSON.parse(
    readSource('package.json'),
  );
  const pins = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(pins.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  expect(pins.filter(([name, version]) => name.startsWith('@orpc/') && version !== '1.16.1')).toEqual([]);
  const mantine = new Set(pins.filter(([name]) => name.startsWith('@mantine/')).map(([, version]) => version));
  expect(mantine.size).toBe(1);
});
