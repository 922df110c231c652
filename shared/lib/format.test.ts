import { expect, it } from 'vitest';
import { countOf, formatOffset, groupDigits, processorOfHost } from './format.ts';

it('names a processor with its host', () => expect(processorOfHost('sf15k-domc', 64)).toBe('CPU64 of sf15k-domc'));

it('counts in words', () => {
  expect(countOf(1, 'retry', 'retries')).toBe('1 retry');
  expect(countOf(0, 'retry', 'retries')).toBe('0 retries');
  expect(countOf(2400, 'page')).toBe('2,400 pages');
});

it('groups digits by three', () => {
  expect([0, 999, 1000, 182_406, 1_000_000].map(groupDigits)).toEqual(['0', '999', '1,000', '182,406', '1,000,000']);
});

it('writes the time since the start, cut to the second', () => {
  expect(formatOffset(668_999_999_999)).toBe('0:11:08');
  expect(formatOffset(93_600_000_000_000)).toBe('26:00:00');
});
