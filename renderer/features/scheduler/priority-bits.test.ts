import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bitsByLength, bitsHeightPx, bitsInWords, bitsWidthPx, everyBit, placeOfBit } from './priority-bits.ts';

const priorities = Array.from({ length: 140 }, (_, priority) => priority);

test('no two of the 140 bits are drawn over each other, and all lie within the drawing', () => {
  const places = priorities.map(placeOfBit);
  for (const [index, one] of places.entries()) {
    expect(one.x + one.width).toBeLessThanOrEqual(bitsWidthPx);
    expect(one.y + one.height).toBeLessThanOrEqual(bitsHeightPx);
    for (const other of places.slice(index + 1)) {
      const apart = other.x >= one.x + one.width || one.x >= other.x + other.width;
      expect(apart || other.y >= one.y + one.height || one.y >= other.y + other.height).toBe(true);
    }
  }
  expect(everyBit.match(/M/g)).toHaveLength(140);
});

test('each list that has tasks is one bit, by how long it is', () => {
  const anyLists = fc.uniqueArray(fc.record({ priority: fc.nat(139), tasks: fc.array(fc.nat(), { maxLength: 9 }) }), {
    selector: ({ priority }) => priority,
  });
  fc.assert(
    fc.property(anyLists, (lists) => {
      const [few, some, many] = bitsByLength(lists);
      const lengths = new Map(lists.map(({ priority, tasks }) => [priority, tasks.length]));
      expect(few.every((priority) => lengths.get(priority) === 1)).toBe(true);
      expect(some.every((priority) => [2, 3].includes(lengths.get(priority) ?? 0))).toBe(true);
      expect(many.every((priority) => (lengths.get(priority) ?? 0) >= 4)).toBe(true);
      const set = lists.filter(({ tasks }) => tasks.length > 0).length;
      expect(few.length + some.length + many.length).toBe(set);
    }),
  );
});

test('a bitmap is read out up to six priorities', () => {
  expect(bitsInWords([])).toBe('empty');
  expect(bitsInWords([{ priority: 115, tasks: [1, 2] }])).toBe('2 at 115');
  const lists = priorities.slice(100, 108).map((priority) => ({ priority, tasks: [1] }));
  expect(bitsInWords(lists)).toMatch(/^1 at 100, .*1 at 105, and 2 more priorities$/);
});
