import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CacheMegabytes, CpuType } from '../../../shared/model/drill.ts';
import { recordedDumps } from '../../../test/vectors/ecc/recorded-dumps.ts';
import { cacheOf, isTagOf, stateOf, subBlockOf, taggedAddress } from './l2-cache.ts';
import { printRegister, readRegister, registerOf } from './register.ts';

const shapes: readonly (readonly [CpuType, CacheMegabytes])[] = [
  ...([1, 4, 8] as const).flatMap((size) => [['US-III', size] as const, ['US-III+', size] as const]),
  ['US-IIIi', 1],
];

test('TAG-1: sizes, ways and sub-blocks', () => {
  const built = shapes.map(([cpuType, cacheMegabytes]) => cacheOf({ cpuType, cacheMegabytes }));
  expect(built.map(({ ways, wayBytes, subBlocks }) => [ways, wayBytes, subBlocks])).toEqual([
    [1, 0x10_0000, 1],
    [2, 0x8_0000, 1],
    [1, 0x40_0000, 4],
    [2, 0x20_0000, 4],
    [1, 0x80_0000, 8],
    [2, 0x40_0000, 8],
    [4, 0x4_0000, 1],
  ]);
  expect((['US-III', 'US-III+', 'US-IIIi'] as const).map((cpuType) => cacheOf({ cpuType }).megabytes)).toEqual([
    8, 8, 1,
  ]);
});

describe('TAG-2 TAG-3 TAG-4: tags of recorded dumps', () => {
  test.each(
    recordedDumps.flatMap(({ source, cpuType, afar, lines }) =>
      lines.map((line) => ({ source, cpuType, afar, ...line })),
    ),
  )('$source, $tag', ({ cpuType, afar, tag, address, subBlock, state, match }) => {
    const cache = cacheOf({ cpuType });
    const [ours, theirs] = [readRegister(tag), readRegister(afar)];
    expect({
      address: printRegister(taggedAddress(cache, ours, theirs)),
      subBlock: subBlockOf(cache, theirs),
      state: stateOf(cache, ours, subBlockOf(cache, theirs)),
      match: isTagOf(cache, ours, theirs),
    }).toEqual({ address, subBlock, state, match });
  });
});

test('TAG-2: the states of a US-IIIi stand elsewhere and are numbered otherwise', () => {
  const states = (cpuType: CpuType, shift: number): string[] =>
    Array.from({ length: 8 }, (_, code) => stateOf(cacheOf({ cpuType }), registerOf(BigInt(code << shift)), 0));
  const reserved = 'Reserved';
  expect(states('US-III', 0)).toEqual([
    ...['Invalid', 'Shared', 'Exclusive', 'Owner', 'Modified', reserved, 'Owner/Shared', reserved],
  ]);
  expect(states('US-IIIi', 25)).toEqual([
    ...['Invalid', 'Shared', reserved, 'Exclusive', reserved, 'Owner', reserved, 'Modified'],
  ]);
});

/** The tag of an address by the rules turned round, in big integers. */
function tagFor(cpuType: CpuType, cacheMegabytes: CacheMegabytes, address: bigint): bigint {
  const way = BigInt(cacheOf({ cpuType, cacheMegabytes }).wayBytes);
  const upper = address - (address % way);
  if (cpuType === 'US-IIIi') return upper >> 18n;
  return upper << (cpuType === 'US-III' ? 1n : 2n);
}

test('TAG-3 TAG-4: every address is found again by its tag, and by no tag of another address of its place', () => {
  const address = fc.bigInt({ min: 0n, max: (1n << 43n) - 1n });
  fc.assert(
    fc.property(fc.constantFrom(...shapes), address, address, ([cpuType, cacheMegabytes], one, other) => {
      const cache = cacheOf({ cpuType, cacheMegabytes });
      const tag = registerOf(tagFor(cpuType, cacheMegabytes, one));
      expect(taggedAddress(cache, tag, registerOf(one))).toEqual(registerOf(one - (one % 64n)));
      expect(isTagOf(cache, tag, registerOf(one))).toBe(true);
      const way = BigInt(cache.wayBytes);
      const inSamePlace = other - (other % way) + (one % way);
      expect(isTagOf(cache, tag, registerOf(inSamePlace))).toBe(inSamePlace === one);
    }),
    { numRuns: 1000 },
  );
});
