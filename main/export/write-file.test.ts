import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeFileWhole } from './write-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'redline-export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Chunks that stop half-way as a file system's error or a user's cancel would. */
function* chunksUntil(stop: () => void): Generator<string> {
  yield 'first half\n';
  stop();
  yield 'second half\n';
}

const fileSystemError = (code: string): Error => Object.assign(new Error(code), { code });

describe('writing a file whole or not at all', () => {
  test('writes it, replaces an older one, and tells the bytes', async () => {
    const path = join(folder, 'timeline.md');
    writeFileSync(path, 'older');
    const told: number[] = [];
    await writeFileWhole({ path, chunks: ['né\n', 'end\n'], onProgress: (bytes) => told.push(bytes) });
    expect(readFileSync(path, 'utf8')).toBe('né\nend\n');
    expect(readdirSync(folder)).toEqual(['timeline.md']);
    expect(told).toEqual([8]);
  });

  test('writes rows in blocks', async () => {
    const path = join(folder, 'timeline.csv');
    const rows = Array.from({ length: 50_000 }, (_, row) => `${row},né\r\n`);
    const told: number[] = [];
    await writeFileWhole({ path, chunks: rows, onProgress: (bytes) => told.push(bytes) });
    expect(readFileSync(path, 'utf8')).toBe(rows.join(''));
    expect(told.at(-1)).toBe(Buffer.byteLength(rows.join('')));
    expect(told.length).toBeLessThan(20);
  });

  test('leaves nothing behind and the older file as it was when cancelled', async () => {
    const path = join(folder, 'timeline.md');
    writeFileSync(path, 'older');
    const controller = new AbortController();
    const writing = writeFileWhole({ path, chunks: chunksUntil(() => controller.abort()), signal: controller.signal });
    await expect(writing).rejects.toMatchObject({ name: 'ExportRefused', reason: 'cancelled' });
    expect(readdirSync(folder)).toEqual(['timeline.md']);
    expect(readFileSync(path, 'utf8')).toBe('older');
  });

  test.each([
    ['ENOSPC', 'full', /no room/],
    ['EROFS', 'read-only', /cannot be written/],
    ['EIO', 'unreachable', /EIO/],
  ])('says in a sentence what %s means and leaves nothing behind', async (code, reason, sentence) => {
    const path = join(folder, 'timeline.md');
    const fail = (): void => {
      throw fileSystemError(code);
    };
    const writing = writeFileWhole({ path, chunks: chunksUntil(fail) });
    await expect(writing).rejects.toMatchObject({
      name: 'ExportRefused',
      reason,
      message: expect.stringMatching(sentence),
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('says where a folder is missing or a folder is in the way', async () => {
    const missing = writeFileWhole({ path: join(folder, 'none', 'timeline.md'), chunks: ['x'] });
    await expect(missing).rejects.toMatchObject({ reason: 'unreachable', message: expect.stringMatching(/no folder/) });
    const path = join(folder, 'timeline.md');
    mkdirSync(join(path, 'inside'), { recursive: true });
    await expect(writeFileWhole({ path, chunks: ['x'] })).rejects.toMatchObject({ reason: 'unreachable' });
    expect(readdirSync(folder)).toEqual(['timeline.md']);
  });
});
