import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourNs } from '../../../shared/lib/time.ts';
import type { ProcessorDetail } from '../../../shared/model/fleet-views.ts';
import { oneMoreSentence, serdWindow } from './serd-words.ts';

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

test.each([
  ['on-line', 'none', 0, /is counted; after 2 of them the next takes it off-line/],
  ['on-line', 'none', 1, /is counted; after that the next takes it off-line/],
  ['on-line', 'none', 2, /^One more corrected error takes it off-line\.$/],
  ['no-intr', 'none', 2, /takes it off-line/],
  ['on-line', 'off-lining', 3, /one more changes nothing/],
  ['on-line', 'gave-up', 3, /has Solaris try again/],
  ['off-line', 'done', 0, /count for nothing/],
] as const)('one more error of a processor that is %s, off-lining %s, after %i', (state, offlining, count, words) => {
  const errors = Array.from({ length: count }, (_, index) => ({ atNs: index, name: 'WDC' }));
  // Only these fields are looked at.
  const detail = {
    processor: { state, offlining },
    serd: { limit: 2, windowNs, errors },
  } as unknown as ProcessorDetail;
  expect(oneMoreSentence(detail, hourNs)).toMatch(words);
});
