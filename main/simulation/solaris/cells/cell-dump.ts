import type {
  CacheAccess,
  CacheDump,
  CacheState,
  CellContents,
  CellFaultKind,
  DumpedLine,
} from '../../../../shared/model/drill.ts';
import type { RandomStream } from '../../engine/random-streams.ts';
import { addressInCache, cachePlaceOf, tagOf } from '../../hardware/cache-lines.ts';
import { type CheckedChunk, encode } from '../../hardware/ecc-code.ts';
import { drawChunk } from '../../hardware/faulty-cells.ts';
import { type CacheShape, isTagOf } from '../../hardware/l2-cache.ts';
import { addressLimit, addressRegister } from '../../hardware/physical-address.ts';
import { printRegister } from '../../hardware/register.ts';

/** A touch of a faulty line: what was stored in the 16 bytes, what was read of them, and how. */
export interface DumpedTouch {
  readonly cache: CacheShape;
  readonly address: number;
  readonly access: CacheAccess;
  readonly fault: CellFaultKind;
  readonly corrected: boolean;
  readonly stored: CheckedChunk;
  readonly read: CheckedChunk;
  readonly contents: CellContents;
}

/** Check bits 0 and 1 are inverted where bad data was merged with a store. */
const mergedMark = 0x003;

const chunkText = ({ high, low, ecc }: CheckedChunk): [string, string, string] => [
  printRegister(high),
  printRegister(low),
  `0x${ecc.toString(16).padStart(3, '0')}`,
];

/**
 * The 16 bytes as the cache has them when the trap handler looks. What code loads is corrected by then, a flipped bit is
 * also gone where a store was merged; what hardware only passed on is still as it was read.
 */
function chunkFound({ access, fault, corrected, stored, read }: DumpedTouch): CheckedChunk {
  if (corrected && (access === 'load' || access === 'fetch')) return stored;
  if (access !== 'store-merge') return read;
  if (corrected) return fault === 'soft' ? stored : read;
  return { ...read, ecc: encode(read.high, read.low) ^ mergedMark };
}

const stateAfter: Readonly<Record<Exclude<CacheAccess, 'write-back'>, CacheState>> = {
  load: 'Exclusive',
  fetch: 'Shared',
  'copy-out': 'Owner',
  'store-merge': 'Modified',
  'block-load': 'Shared',
};

/** A line of the cache as it is dumped, of which `chunk` is the one at `address`. */
function lineOf(
  { cache, address, contents }: DumpedTouch,
  held: number,
  state: CacheState,
  chunk: CheckedChunk | null,
  random: RandomStream,
): DumpedLine {
  const tag = tagOf(cache, held, state);
  const at = Math.floor(address / 16) % 4;
  const data = (index: number): [string, string, string] =>
    chunkText(index === at && chunk !== null ? chunk : drawChunk(contents, random));
  return {
    tag: printRegister(tag),
    state,
    match: isTagOf(cache, tag, addressRegister(address)),
    data: [data(0), data(1), data(2), data(3)],
  };
}

/** The cache as it is dumped after a touch. A line that was written back has made room for another one by then. */
export function dumpOf(touch: DumpedTouch, random: RandomStream): CacheDump {
  const { cache, address, access } = touch;
  if (access !== 'write-back') return lineOf(touch, address, stateAfter[access], chunkFound(touch), random);
  const place = cachePlaceOf(cache, addressRegister(address));
  const round = Math.floor(address / cache.wayBytes);
  const others = Array.from({ length: cache.ways }, (_, way) => {
    const held = addressInCache(cache, place, (round + way + 1) % (addressLimit / cache.wayBytes));
    return lineOf(touch, held, 'Shared', null, random);
  });
  const [first, ...otherWays] = others as [DumpedLine, ...DumpedLine[]];
  return otherWays.length === 0 ? first : { ...first, otherWays };
}
