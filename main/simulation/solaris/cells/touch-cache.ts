import { assertPresent } from '../../../../shared/lib/assert.ts';
import type { EccInject } from '../../../../shared/model/drill.ts';
import type { RandomStream } from '../../engine/random-streams.ts';
import { type CheckedChunk, syndromeOf } from '../../hardware/ecc-code.ts';
import { drawChunk } from '../../hardware/faulty-cells.ts';
import type { Processor } from '../../hardware/hardware.ts';
import { cacheOf } from '../../hardware/l2-cache.ts';
import { type Cell, readCell } from './cell.ts';
import { dumpOf } from './cell-dump.ts';
import { cacheErrorOf, isCorrectable } from './cell-errors.ts';

/** What a touch of a cache meets. */
export interface CacheError {
  readonly syndrome: number;
  readonly corrected: boolean;
  readonly inject: EccInject;
}

/** Whether all touches that meet the same syndrome find the same data, so that one report serves them all. */
const isAlwaysTheSame = ({ inject }: Cell): boolean => inject.contents !== 'random' || !inject.dumped;

function errorOf(
  cell: Cell,
  processor: Processor,
  { stored, read, syndrome }: { stored: CheckedChunk; read: CheckedChunk; syndrome: number },
  random: RandomStream,
): CacheError {
  const { inject, address, fault } = cell;
  const { cpuType } = processor.host;
  const corrected = isCorrectable(syndrome, cpuType);
  const error = cacheErrorOf(inject, cpuType, syndrome);
  if (!inject.dumped) return { syndrome, corrected, inject: error };
  const access = assertPresent(inject.access, 'a cell of a cache is touched somehow');
  const kind = assertPresent(fault, 'a cell of a cache is broken').kind;
  const touch = { cache: cacheOf(processor.host), address, access, fault: kind, corrected, stored, read };
  const dump = dumpOf({ ...touch, contents: inject.contents }, random);
  return { syndrome, corrected, inject: { ...error, dump } };
}

/**
 * What a processor meets that touches a cell of its cache now; null where all is well. `newest` is what was met last:
 * it is used again where nothing differs.
 */
export function touchCache(
  cell: Cell,
  processor: Processor,
  random: RandomStream,
  newest: CacheError | undefined,
): CacheError | null {
  const stored = drawChunk(cell.inject.contents, random);
  const read = readCell(cell, stored, random);
  if (read === stored) return null;
  const syndrome = syndromeOf(read);
  if (syndrome === 0) return null;
  if (newest?.syndrome === syndrome && isAlwaysTheSame(cell)) return newest;
  return errorOf(cell, processor, { stored, read, syndrome }, random);
}
