import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folded, type ThreeWayRow, threeWay } from './three-way.ts';

const shown = ({ cells }: ThreeWayRow): string => cells.map((cell) => cell?.text ?? '-').join(' | ');
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'set x=1', ''), { maxLength: 12 })
  .map((lines) => lines.join('\n'));
const linesOf = (whole: string): readonly string[] => (whole === '' ? [] : whole.replace(/\n$/, '').split('\n'));

describe('three texts beside each other', () => {
  test('a line that was changed, one that was added, one that is gone', () => {
    const rows = threeWay('one\ntwo\nthree\n', 'one\n2\nthree\n', 'one\n2\nthree\nfour\n');
    expect(rows.map(shown)).toEqual(['one | one | one', 'two | 2 | 2', 'three | three | three', '- | - | four']);
    expect(rows.map(({ isSame }) => isSame)).toEqual([true, false, true, false]);
    expect(threeWay('a\nb\nc\n', 'a\nc\n', 'a\nc\n').map(shown)).toEqual(['a | a | a', 'b | - | -', 'c | c | c']);
  });

  test('an empty text has no lines', () => {
    expect(threeWay('', 'a\n', '').map(shown)).toEqual(['- | a | -']);
    expect(threeWay('', '', '')).toEqual([]);
  });

  test('every line of each text is there once, in order, and what is called the same is', () => {
    fc.assert(
      fc.property(text, text, text, (left, middle, right) => {
        const rows = threeWay(left, middle, right);
        [left, middle, right].forEach((whole, side) => {
          const lines = rows.flatMap(({ cells }) => cells[side] ?? []);
          expect(lines.map((line) => line.text)).toEqual(linesOf(whole));
          expect(lines.map((line) => line.number)).toEqual(lines.map((_, index) => index + 1));
        });
        for (const { cells, isSame } of rows) {
          expect(isSame).toBe(cells.every((cell) => cell !== null && cell.text === cells[1]?.text));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('what is the same is folded, but for lines around a difference', () => {
    const middle = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    const rows = threeWay(middle.join('\n'), middle.join('\n'), middle.with(10, 'changed').join('\n'));
    const result = folded(rows, 2).map((row) => (typeof row === 'number' ? row : shown(row).split(' | ')[2]));
    expect(result).toEqual([8, 'line 8', 'line 9', 'changed', 'line 11', 'line 12', 7]);
  });
});
