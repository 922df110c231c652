import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeLabels } from './place-labels.ts';

const label = fc.record({ x: fc.nat(900), width: fc.integer({ min: 1, max: 200 }) });

describe('labels of a time axis', () => {
  test('never overlap in a row and never leave the axis', () => {
    fc.assert(
      fc.property(fc.array(label, { maxLength: 12 }), (unsorted) => {
        const labels = [...unsorted].sort((one, other) => one.x - other.x);
        const placed = placeLabels(labels, 900, 8).map((place, index) => ({
          ...place,
          right: place.left + (labels[index]?.width ?? 0),
        }));
        for (const [index, one] of placed.entries()) {
          expect(one.left).toBeGreaterThanOrEqual(0);
          expect(one.right).toBeLessThanOrEqual(900);
          for (const other of placed.slice(index + 1)) {
            const apart = one.right + 8 <= other.left || other.right + 8 <= one.left;
            expect(one.row !== other.row || apart).toBe(true);
          }
        }
      }),
    );
  });

  test('keep to one row where there is room', () => {
    const rows = placeLabels(
      [
        { x: 0, width: 80 },
        { x: 100, width: 80 },
        { x: 200, width: 80 },
      ],
      900,
      8,
    );
    expect(rows.map(({ row }) => row)).toEqual([0, 0, 0]);
  });
});
