import { assert } from '../../../shared/lib/assert.ts';
import type { CacheState } from '../../../shared/model/drill.ts';
import { type CacheShape, stateCodeOf, subBlockOf } from './l2-cache.ts';
import { cacheModuleOf } from './module-names.ts';
import { addressLimit } from './physical-address.ts';
import { type Register, registerOf } from './register.ts';

const subBlockBytes = 64;

/** Where an L2 cache keeps 16 bytes of an address, in whichever of its ways. */
export interface CachePlace {
  /** Which of a way's lines. */
  readonly line: number;
  readonly subBlock: number;
  /** Which 16 bytes of the sub-block, 0 to 3. */
  readonly chunk: number;
  /** The cache module that has them. */
  readonly module: 0 | 1;
}

/** How many lines a way of the cache has. */
export const linesOfWay = ({ wayBytes, subBlocks }: CacheShape): number => wayBytes / (subBlocks * subBlockBytes);

export function cachePlaceOf(cache: CacheShape, address: Register): CachePlace {
  const inWay = address.low % cache.wayBytes;
  return {
    line: Math.floor(inWay / (cache.subBlocks * subBlockBytes)),
    subBlock: subBlockOf(cache, address),
    chunk: (address.low >>> 4) & 3,
    module: cacheModuleOf(address.low),
  };
}

/** The first 16-byte address that the cache would keep in a place, `round` being how often its ways fit below it. */
export function addressInCache(cache: CacheShape, { line, subBlock, chunk }: CachePlace, round: number): number {
  const address = round * cache.wayBytes + (line * cache.subBlocks + subBlock) * subBlockBytes + chunk * 16;
  assert(address < addressLimit, 'an address has 43 bits');
  return address;
}

const addressShift = { 'US-III': 2, 'US-III+': 4, 'US-IIIi': 1 / 0x4_0000 } as const;

/** The tag of the line that holds an address, its sub-block in `state`, the other ones invalid. */
export function tagOf(cache: CacheShape, address: number, state: CacheState): Register {
  const upper = address - (address % cache.wayBytes);
  const code = stateCodeOf(cache.cpuType, state);
  const subBlock = Math.floor(address / subBlockBytes) % cache.subBlocks;
  const bit = cache.cpuType === 'US-IIIi' ? 25 : 3 * subBlock;
  return registerOf(BigInt(upper * addressShift[cache.cpuType]) | (BigInt(code) << BigInt(bit)));
}
