import { expect, test } from 'vitest';
import { type CellBox, nextCell } from './grid-move.ts';

/** Two rows of three cells, the second one a little to the right. */
const cells: CellBox[] = [0, 1].flatMap((row) =>
  [0, 1, 2].map((column) => {
    const [left, top] = [column * 100 + row * 10, row * 40];
    return { key: `${row}${column}`, left, top, right: left + 90, bottom: top + 30 };
  }),
);

test('arrows go to the neighbour in their row or column, and stop at the edge', () => {
  expect(nextCell(cells, '00', 'right')).toBe('01');
  expect(nextCell(cells, '02', 'right')).toBeNull();
  expect(nextCell(cells, '11', 'left')).toBe('10');
  expect(nextCell(cells, '01', 'down')).toBe('11');
  expect(nextCell(cells, '12', 'up')).toBe('02');
  expect(nextCell(cells, '10', 'down')).toBeNull();
});

test('where nothing is selected it begins with the first', () => {
  expect(nextCell(cells, '', 'down')).toBe('00');
  expect(nextCell([], '', 'down')).toBeNull();
});

test('every cell can be reached from every other', () => {
  const reached = new Set(['00']);
  for (const key of reached) {
    for (const direction of ['left', 'right', 'up', 'down'] as const) {
      const next = nextCell(cells, key, direction);
      if (next !== null) reached.add(next);
    }
  }
  expect(reached.size).toBe(cells.length);
});
