import { expect, test } from 'vitest';
import { hourNs } from '../../../shared/lib/time.ts';
import type { MemoryModule, MemoryPage } from '../../../shared/model/fleet-views.ts';
import { bucketWords, memoryCondition, memorySize, pageWords } from './memory-words.ts';

const module: MemoryModule = {
  ...{ module: 'SB2/P1/B0/D0 J14300', count: 2, countedAtNs: 10 * hourNs, limit: 2, windowNs: 24 * hourNs },
  ...{ intermittent: 0, persistent: 3, sticky: 0, uncorrectable: 0, overflows: 1 },
  ...{ lastError: 'CE', lastErrorAtNs: 10 * hourNs, retired: 1, waiting: 0 },
};

test('a bucket leaks one error every twelve hours from when the first was counted', () => {
  expect(bucketWords(module, 0, 11 * hourNs)).toBe('2 of 2 allowed: one more overflows it');
  expect(bucketWords(module, 0, 12 * hourNs)).toBe('1 of 2 allowed: 2 more overflow it');
  expect(bucketWords(module, 0, 40 * hourNs)).toBe('0 of 2 allowed: 3 more overflow it');
  expect(bucketWords({ ...module, countedAtNs: null }, 0, hourNs)).toBe('no error counted since boot');
});

test('the worst of its modules is how memory does, and the limit is worse', () => {
  const counts = { errors: 1, overflows: 0, uncorrectable: 0, retired: 0, lastErrorAtNs: 1 };
  const summary = { corrected: 1, uncorrectable: 0, retired: 0, waiting: 0, refused: 0, limit: null };
  const overflowed = { module: 'a', ...counts, overflows: 1 };
  expect(memoryCondition({ ...summary, modules: [] })).toBe('well');
  expect(memoryCondition({ ...summary, modules: [{ module: 'b', ...counts }, overflowed] })).toBe('overflowed');
  expect(memoryCondition({ ...summary, refused: 1, modules: [overflowed] })).toBe('limit');
});

test('sizes and pages in words', () => {
  expect([1_048_576, 4_194_304, 1000].map(memorySize)).toEqual(['8 GB', '32 GB', '8 MB']);
  const page: MemoryPage = {
    ...{ address: '0x0', module: '', state: 'deferred', use: 'kernel', reason: 'corrected', atNs: 0 },
  };
  expect(pageWords(page)).toBe('waits: the kernel uses it');
  expect(pageWords({ ...page, state: 'refused', use: '' })).toBe('stays: limit reached');
});
