import { assert, assertPresent } from '../../../shared/lib/assert.ts';
import type { CacheMegabytes, CacheState, CpuType, DrillHost } from '../../../shared/model/drill.ts';
import type { Register } from './register.ts';

/** How the L2 cache of a processor is built: what its tags mean follows from it. */
export interface CacheShape {
  readonly cpuType: CpuType;
  readonly megabytes: CacheMegabytes;
  /** In how many places of the cache an address can be. */
  readonly ways: number;
  /** Bytes of one way: address bits below that are not in the tag. */
  readonly wayBytes: number;
  /** Pieces of 64 bytes under one tag, each with a state of its own. */
  readonly subBlocks: number;
}

const bytesPerMegabyte = 0x10_0000;

const waysOf: Readonly<Record<CpuType, number>> = { 'US-III': 1, 'US-III+': 2, 'US-IIIi': 4 };

/** Sizes that a type of processor comes with, the usual one first. */
export const cacheSizesOf = (cpuType: CpuType): readonly [CacheMegabytes, ...CacheMegabytes[]] =>
  cpuType === 'US-IIIi' ? [1] : [8, 4, 1];

/** The L2 caches of a host's processors; where the host does not tell their size, it is the usual one. */
export function cacheOf({ cpuType, cacheMegabytes }: Pick<DrillHost, 'cpuType' | 'cacheMegabytes'>): CacheShape {
  const megabytes = cacheMegabytes ?? cacheSizesOf(cpuType)[0];
  const ways = waysOf[cpuType];
  return { cpuType, megabytes, ways, wayBytes: (megabytes * bytesPerMegabyte) / ways, subBlocks: megabytes };
}

const states: readonly CacheState[] = [
  ...(['Invalid', 'Shared', 'Exclusive', 'Owner', 'Modified', 'Reserved'] as const),
  ...(['Owner/Shared', 'Reserved'] as const),
];
const statesOfUsIIIi: readonly CacheState[] = [
  ...(['Invalid', 'Shared', 'Reserved', 'Exclusive', 'Reserved', 'Owner'] as const),
  ...(['Reserved', 'Modified'] as const),
];
const stateShiftOfUsIIIi = 25;

/** The three bits that stand for a state in a tag. */
export function stateCodeOf(cpuType: CpuType, state: CacheState): number {
  const code = (cpuType === 'US-IIIi' ? statesOfUsIIIi : states).indexOf(state);
  assert(code >= 0, 'every type of processor has the state');
  return code;
}

/** Which of a line's sub-blocks an address is in. */
export const subBlockOf = (cache: CacheShape, address: Register): number => (address.low >>> 6) & (cache.subBlocks - 1);

/** The state of a sub-block as its line's tag has it. */
export function stateOf({ cpuType }: CacheShape, tag: Register, subBlock: number): CacheState {
  const isUsIIIi = cpuType === 'US-IIIi';
  const code = (tag.low >>> (isUsIIIi ? stateShiftOfUsIIIi : 3 * subBlock)) & 7;
  return assertPresent((isUsIIIi ? statesOfUsIIIi : states)[code], 'a state has three bits');
}

/** The tag as a number in which every address bit is in its place. */
function inPlace(cpuType: CpuType, { high, low }: Register): Register {
  // The US-IIIi keeps address bits 42 to 18 in the lowest bits of its tag.
  if (cpuType === 'US-IIIi') return { high: low >>> 14, low: (low << 18) >>> 0 };
  const shift = cpuType === 'US-III' ? 1 : 2;
  return { high: high >>> shift, low: ((low >>> shift) | (high << (32 - shift))) >>> 0 };
}

/** Address bits 42 to 32, the highest that there are. */
const highAddressBits = 0x7ff;
const subBlockBytes = 64;

/** The address of the 64 bytes that a tag stands for, in the place of the cache where `address` belongs. */
export function taggedAddress({ cpuType, wayBytes }: CacheShape, tag: Register, address: Register): Register {
  const { high, low } = inPlace(cpuType, tag);
  const belowTag = address.low & (wayBytes - 1) & ~(subBlockBytes - 1);
  return { high: high & highAddressBits, low: ((low & ~(wayBytes - 1)) | belowTag) >>> 0 };
}

/** Whether a tag stands for the line that holds `address`. */
export function isTagOf(cache: CacheShape, tag: Register, address: Register): boolean {
  const { high, low } = taggedAddress(cache, tag, address);
  return high === (address.high & highAddressBits) && low === (address.low & ~(subBlockBytes - 1)) >>> 0;
}
