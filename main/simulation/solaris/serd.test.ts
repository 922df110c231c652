import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNs } from '../../../shared/lib/time.ts';
import { collect, emptySerd, record, release, reset, type Serd } from './serd.ts';

const counted = (serd: Serd, times: readonly number[]): Serd =>
  times.reduce((before, atNs, index) => record(before, { atNs, seq: index + 1 }), serd);

/** The rule, told over the whole list: the newest N + 1 errors since the last reset lie within the window. */
function naiveFirstFiring(times: readonly number[], limit: number, windowNs: number): number {
  return times.findIndex((newest, index) => {
    if (index < limit) return false;
    const oldest = times[index - limit] ?? 0;
    return newest >= oldest && newest - oldest <= windowNs;
  });
}

function firstFiring(times: readonly number[], limit: number, windowNs: number, collects: boolean): number {
  let serd: Serd = { ...emptySerd, limit, windowNs };
  for (const [index, atNs] of times.entries()) {
    serd = record(serd, { atNs, seq: index + 1 });
    if (serd.fired) return index;
    if (collects) serd = collect(serd);
    expect(serd.errors.length).toBeLessThanOrEqual(limit + 1);
  }
  return -1;
}

test('SERD-1 SERD-2 SERD-3: it fires where the naive list does, also with errors out of order', () => {
  const times = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 30 });
  fc.assert(
    fc.property(times, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 30 }), (each, limit, windowNs) => {
      expect(firstFiring(each, limit, windowNs, false)).toBe(naiveFirstFiring(each, limit, windowNs));
    }),
  );
});

test('SERD-2: dropping errors that are too old changes nothing', () => {
  const times = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 30 }).map((each) => each.sort((a, b) => a - b));
  fc.assert(
    fc.property(times, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 30 }), (each, limit, windowNs) => {
      expect(firstFiring(each, limit, windowNs, true)).toBe(naiveFirstFiring(each, limit, windowNs));
    }),
  );
});

test('SERD-1 SERD-2: the third within 24 hours, ends included', () => {
  expect(counted(emptySerd, [0, 1]).fired).toBe(false);
  expect(counted(emptySerd, [0, 1, dayNs]).fired).toBe(true);
  expect(counted(emptySerd, [0, 1, dayNs + 1]).fired).toBe(false);
  expect(counted(emptySerd, [0, 1, dayNs + 1, dayNs + 1]).fired).toBe(true);
});

test('SERD-4 SERD-5 SERD-6: latched until it is released, with its errors, or reset, without', () => {
  const fired = counted(emptySerd, [1, 2, 3]);
  expect(record(fired, { atNs: 4, seq: 4 })).toBe(fired);
  expect(record(release(fired), { atNs: 4, seq: 4 })).toMatchObject({
    fired: true,
    errors: [{ seq: 2 }, { seq: 3 }, { seq: 4 }],
  });
  expect(record(reset(fired), { atNs: 4, seq: 4 })).toMatchObject({ fired: false, errors: [{ seq: 4 }] });
});
