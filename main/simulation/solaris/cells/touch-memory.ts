import type { MemoryErrorClass, MemoryInject } from '../../../../shared/model/drill.ts';
import type { RandomStream } from '../../engine/random-streams.ts';
import { syndromeOf } from '../../hardware/ecc-code.ts';
import type { Processor } from '../../hardware/hardware.ts';
import type { MemoryPlace } from '../../hardware/memory-layout.ts';
import { type Cell, endsWithWriting, readCell } from './cell.ts';
import { isCorrectable, type MemoryReader, memoryErrorOf } from './cell-errors.ts';

/** What a touch of memory meets, and whether all is well afterwards. */
export interface MemoryError {
  readonly syndrome: number;
  readonly reader: MemoryReader;
  readonly inject: MemoryInject;
  readonly healed: boolean;
}

const isWrong = (cell: Cell, random: RandomStream): boolean => syndromeOf(readCell(cell, cell.stored, random)) !== 0;

/**
 * What the kernel finds that looks again: nothing (intermittent), the same until it has written the right data
 * (persistent), or the same even then (sticky).
 */
function secondLook(cell: Cell, random: RandomStream): MemoryErrorClass {
  if (!isWrong(cell, random)) return 'intermittent';
  return endsWithWriting(cell) || !isWrong(cell, random) ? 'persistent' : 'sticky';
}

/**
 * What a processor meets that reads a cell of memory at `place` now; null where all is well. `newest` is what was met
 * last: it is used again where nothing differs.
 */
export function touchMemory(
  cell: Cell,
  place: MemoryPlace,
  { processor, reader }: { readonly processor: Processor; readonly reader: MemoryReader },
  random: RandomStream,
  newest: MemoryError | undefined,
): MemoryError | null {
  const { cpuType } = processor.host;
  const syndrome = syndromeOf(readCell(cell, cell.stored, random));
  if (syndrome === 0) return null;
  const corrected = isCorrectable(syndrome, cpuType);
  // What cannot be corrected is not looked at again: it is sticky where writing does not help.
  const lasting: MemoryErrorClass = endsWithWriting(cell) ? 'persistent' : 'sticky';
  const found = corrected ? secondLook(cell, random) : lasting;
  const number = processor.processor;
  if (newest?.syndrome === syndrome && newest.reader === reader) {
    if (newest.inject.processor === number && newest.inject.class === found) return newest;
  }
  const met = { processor: number, cpuType, place, syndrome, class: found, reader };
  const inject = memoryErrorOf(cell.inject, met);
  return { syndrome, reader, inject, healed: corrected && endsWithWriting(cell) };
}
