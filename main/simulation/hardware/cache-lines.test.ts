import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CacheMegabytes, CacheState, CpuType } from '../../../shared/model/drill.ts';
import { addressInCache, cachePlaceOf, linesOfWay, tagOf } from './cache-lines.ts';
import { cacheOf, isTagOf, stateOf, subBlockOf } from './l2-cache.ts';
import { addressIn, addressLimit, addressRegister } from './physical-address.ts';

const shapes: readonly (readonly [CpuType, CacheMegabytes])[] = [
  ...([1, 4, 8] as const).flatMap((size) => [['US-III', size] as const, ['US-III+', size] as const]),
  ['US-IIIi', 1],
];
const aCache = fc.constantFrom(...shapes).map(([cpuType, cacheMegabytes]) => cacheOf({ cpuType, cacheMegabytes }));
const anAddress = fc.integer({ min: 0, max: addressLimit / 16 - 1 }).map((each) => each * 16);

test('TAG-5: an address has one place in a way of the cache, and that place the address in its round', () => {
  fc.assert(
    fc.property(aCache, anAddress, (cache, address) => {
      const place = cachePlaceOf(cache, addressRegister(address));
      expect(place.line).toBeLessThan(linesOfWay(cache));
      expect(addressInCache(cache, place, Math.floor(address / cache.wayBytes))).toBe(address);
      expect(place.module).toBe(place.chunk & 1);
    }),
    { numRuns: 1000 },
  );
  const usual = cacheOf({ cpuType: 'US-III' });
  expect(linesOfWay(usual)).toBe(16_384);
  expect(cachePlaceOf(usual, addressRegister(0xa1_f06b_4000))).toEqual({
    line: 13_728,
    subBlock: 0,
    chunk: 0,
    module: 0,
  });
});

test('TAG-5: the tag that is made of an address and a state is that address and has that state', () => {
  const states: readonly CacheState[] = ['Invalid', 'Shared', 'Exclusive', 'Owner', 'Modified'];
  fc.assert(
    fc.property(aCache, anAddress, fc.constantFrom(...states), (cache, address, state) => {
      const tag = tagOf(cache, address, state);
      expect(isTagOf(cache, tag, addressRegister(address))).toBe(true);
      expect(stateOf(cache, tag, subBlockOf(cache, addressRegister(address)))).toBe(state);
      expect(isTagOf(cache, tag, addressRegister((address + cache.wayBytes) % addressLimit))).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test('an address and the register that holds it are the same', () => {
  fc.assert(fc.property(anAddress, (address) => addressIn(addressRegister(address)) === address));
  expect(addressIn({ high: 0xffff_ffff, low: 1 })).toBe(0x7ff_0000_0001);
});
