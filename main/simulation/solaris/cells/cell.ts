import { assertPresent } from '../../../../shared/lib/assert.ts';
import { parseDuration } from '../../../../shared/lib/duration.ts';
import type { FaultyCellInject } from '../../../../shared/model/drill.ts';
import type { RandomStream } from '../../engine/random-streams.ts';
import type { CheckedChunk } from '../../hardware/ecc-code.ts';
import {
  type CellFault,
  cellFault,
  drawChunk,
  isHealedByWriting,
  readFaulty,
  withBitsInverted,
} from '../../hardware/faulty-cells.ts';
import { chunkBytes } from '../../hardware/memory-layout.ts';
import { addressIn, addressRegister } from '../../hardware/physical-address.ts';
import { printRegister, readRegister } from '../../hardware/register.ts';
import { pageAddress } from '../memory/page-messages.ts';

/** Sixteen bytes of a cache or of memory that are not right. */
export interface Cell {
  /** What the drill says of it. */
  readonly inject: FaultyCellInject;
  /** The event that every error of it stems from. */
  readonly cause: number;
  readonly address: number;
  /** The first address of its page, as it is printed. */
  readonly page: string;
  /** Null where nothing is broken, and only the data is bad. */
  readonly fault: CellFault | null;
  /** Bits that a processor has inverted on purpose, since it knew the data to be bad; empty where none has. */
  readonly marked: readonly number[];
  /** What memory holds there; in a cache every touch finds something else. */
  readonly stored: CheckedChunk;
  /** The mean time between two touches by running code, null where there is none. */
  readonly touchMeanNs: number | null;
  readonly endsAtNs: number;
  /** When the scrubber comes next; any other coming is out of date. */
  readonly scrubAtNs: number;
}

/** Inverted where bad data is written back or copied out (0x071), and where a store is merged with it (0x003). */
const passedOnMark: readonly number[] = [126, 127];
export const mergedMark: readonly number[] = [128, 129];

/** A cell that breaks at `atNs` as a drill says it; what it does not say is drawn. */
export function brokenCell(inject: FaultyCellInject, cause: number, atNs: number, random: RandomStream): Cell {
  const { touchedEvery, lasts, fault, contents } = inject;
  const told = addressIn(readRegister(inject.address));
  // An error is reported with the address of the 16 bytes that are checked together.
  const address = told - (told % chunkBytes);
  return {
    inject: { ...inject, address: printRegister(addressRegister(address)) },
    cause,
    address,
    page: pageAddress(inject.address),
    fault: cellFault(fault, inject, random),
    marked: [],
    stored: drawChunk(contents, random),
    touchMeanNs: touchedEvery === undefined ? null : assertPresent(parseDuration(touchedEvery), 'a checked drill'),
    endsAtNs: atNs + assertPresent(parseDuration(lasts), 'a checked drill'),
    scrubAtNs: 0,
  };
}

/** Memory to which a cache has written bad data back, which was `reported`: it works, but what it holds is marked. */
export function poisonedMemory({ inject: { processor: _, ...inject }, ...cell }: Cell, reported: number): Cell {
  return { ...cell, cause: reported, inject: { ...inject, place: 'memory' }, fault: null, marked: passedOnMark };
}

/** What is read where `stored` has been written. */
export function readCell({ fault, marked, inject }: Cell, stored: CheckedChunk, random: RandomStream): CheckedChunk {
  if (marked.length > 0) return withBitsInverted(stored, marked);
  return fault === null ? stored : readFaulty(fault, stored, inject.contents, random);
}

/** Whether nothing is wrong any more once the right data has been written. */
export const endsWithWriting = ({ fault }: Cell): boolean => fault === null || isHealedByWriting(fault.kind);

const nameOfBit = (bit: number): string => (bit < 128 ? `data bit ${bit}` : `check bit ${bit - 128}`);

/** The bits in error of a broken cell in words: `data bit 40 at 1`, `chip 2`. */
export function bitsText({ fault }: Cell): string {
  const { kind, bits, stuckAt } = assertPresent(fault, 'a broken cell');
  if (kind === 'address-line') return `chip ${assertPresent(bits[0], 'a chip has bits') >> 5}`;
  const names = bits.map(nameOfBit).join(' and ');
  return kind === 'stuck' ? `${names} at ${stuckAt}` : names;
}
