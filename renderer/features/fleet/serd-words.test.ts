import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourNs } from '../../../shared/lib/time.ts';
import { serdWindow } from './serd-words.ts';

const windowNs = 24 * hourNs;

test('what counts is what is not older than the window, ends included, and one more fires above the limit', () => {
  const hours = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 });
  fc.assert(
    fc.property(hours, fc.integer({ min: 60, max: 90 }), fc.integer({ min: 1, max: 4 }), (at, now, limit) => {
      const errors = at.toSorted((one, other) => one - other).map((hour) => ({ atNs: hour * hourNs, name: 'WDC' }));
      const { held, fires, leavesAtNs } = serdWindow({ limit, windowNs, errors }, now * hourNs);
      const counted = at.filter((hour) => now - hour <= 24);
      expect(held).toHaveLength(counted.length);
      expect(fires).toBe(counted.length + 1 > limit);
      expect(leavesAtNs).toBe(counted.length === 0 ? null : (Math.min(...counted) + 24) * hourNs);
    }),
  );
});
