import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { MessageLine, MessagePage } from '../../../shared/model/views.ts';
import { blockLines, LineBook } from './line-book.ts';

/** A log of which every `step`-th line matches, as the station would answer about it. */
function log(lines: number, step: number) {
  const all: MessageLine[] = Array.from({ length: lines }, (_, index) => ({
    line: index + 1,
    number: index + 1,
    at: index,
    host: 'sf15k-domc',
    level: 'info',
    text: `line ${index + 1}`,
  }));
  const matching = all.filter((line) => (line.line - 1) % step === 0);
  const livePage = (count: number, tail: number): MessagePage => ({
    number: count,
    atNs: 0,
    lines: matching.slice(Math.max(0, count - tail), count),
    total: count,
    matching: count,
  });
  const read = vi.fn(async (before: number, limit: number) => {
    const older = matching.filter((line) => line.line < before);
    return older.slice(Math.max(0, older.length - limit));
  });
  return { matching, livePage, read };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

async function bookOf(station: ReturnType<typeof log>, count: number, tail: number, everyLine: boolean) {
  const book = new LineBook(station.read, () => {});
  book.follow(station.livePage(count, tail), everyLine);
  return book;
}

describe('a log read in blocks', () => {
  test('any rank asked for is the line of that rank, filtered or not', async () => {
    const ranks = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
    const shape = fc.record({ lines: fc.integer({ min: 1, max: 9000 }), step: fc.constantFrom(1, 3), ranks });
    await fc.assert(
      fc.asyncProperty(shape, async ({ lines, step, ranks: asked }) => {
        const station = log(lines, step);
        const count = station.matching.length;
        const book = await bookOf(station, count, 500, step === 1);
        for (const share of asked) {
          const rank = Math.min(count - 1, Math.floor(share * count));
          book.want(rank, rank);
          await settled();
          expect(book.at(rank)).toEqual(station.matching[rank]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('a jump to the start of a whole log reads one block, not the log', async () => {
    const station = log(100_000, 1);
    const book = await bookOf(station, 100_000, 500, true);
    book.want(0, 40);
    await settled();
    expect(book.at(0)?.text).toBe('line 1');
    expect(station.read).toHaveBeenCalledTimes(1);
  });

  test('lines that the live page has let go can be read again', async () => {
    const station = log(12_000, 3);
    const book = await bookOf(station, 1000, 500, false);
    for (let count = 1000; count <= 4000; count += 100) book.follow(station.livePage(count, 700), false);
    for (const rank of [3999, 3299, 2000, 0]) {
      book.want(rank, rank);
      await settled();
      expect(book.at(rank)).toEqual(station.matching[rank]);
    }
  });

  test('memory stays bounded while somebody scrolls through everything', async () => {
    const station = log(60_000, 1);
    const book = await bookOf(station, 60_000, 500, true);
    for (let rank = 0; rank < 60_000; rank += blockLines) {
      book.want(rank, rank);
      await settled();
    }
    const held = station.matching.filter((_, rank) => book.at(rank) !== undefined).length;
    expect(held).toBeLessThanOrEqual(26 * blockLines);
    expect(held).toBeGreaterThan(0);
  });

  test('a station that cannot answer is a problem, not an endless question', async () => {
    const read = vi.fn(async () => {
      throw new Error('the store is gone');
    });
    const book = new LineBook(read, () => {});
    book.follow(log(5000, 1).livePage(5000, 500), true);
    book.want(0, 10);
    await settled();
    expect(book.problem).toEqual(new Error('the store is gone'));
    expect(read).toHaveBeenCalledTimes(1);
  });
});
