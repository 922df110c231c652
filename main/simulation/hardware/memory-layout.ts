import { assert } from '../../../shared/lib/assert.ts';
import type { DrillHost, Platform } from '../../../shared/model/drill.ts';
import { processorsOf } from './hardware.ts';
import { type ProcessorPosition, positionOf } from './processor-positions.ts';

export const pageBytes = 8192;
const lineBytes = 64;
/** What one code protects. */
export const chunkBytes = 16;

/** A board's memory is dealt out line by line: four processors, two banks of DIMMs each, two rows on every DIMM. */
const linesPerRound = 16;
const gigabyte = 0x4000_0000;

/** From one board's first address to the next one's: no board has more memory than that. */
const boardSpan: Readonly<Record<Platform, number>> = { starcat: 128 * gigabyte, serengeti: 32 * gigabyte };
const defaultPhysmemPages = 1_048_576;

/** The memory of one system board, whole pages from `base` on. */
export interface BoardMemory {
  readonly base: number;
  readonly pages: number;
  /** The number of the board's first processor. */
  readonly firstProcessor: number;
  /** The board's four processors, whose memory controllers have the DIMMs. */
  readonly places: readonly ProcessorPosition[];
}

/** Where 16 bytes of memory are. The four DIMMs of a bank hold them together. */
export interface MemoryPlace {
  readonly board: BoardMemory;
  /** The processor on the board, 0 to 3. */
  readonly slot: number;
  readonly bank: 0 | 1;
  /** The row of the bank's DIMMs: front or back. */
  readonly row: 0 | 1;
  /** Which of the row's lines of 64 bytes. */
  readonly line: number;
  /** Which 16 bytes of the line, 0 to 3. */
  readonly chunk: number;
}

/** The number of a board among the platform's: it decides the board's addresses. */
const boardNumber = (platform: Platform, processor: number): number =>
  platform === 'starcat' ? processor >> 5 : processor >> 2;

/** On a starcat only slot 0 of an expander takes memory, unless a host has no board there at all. */
function firstProcessors({ platform, ...host }: DrillHost): readonly number[] {
  const first = processorsOf({ platform, ...host }).filter((processor) => processor % 4 === 0);
  const inSlotZero = platform === 'starcat' ? first.filter((processor) => (processor & 8) === 0) : first;
  return inSlotZero.length > 0 ? inSlotZero : first;
}

/** A host's memory, lowest address first: its pages shared by its boards, the first ones having one more. */
export function memoryOf(host: DrillHost): readonly BoardMemory[] {
  const { platform, node, physmemPages = defaultPhysmemPages } = host;
  const first = firstProcessors(host);
  const span = boardSpan[platform];
  return first.map((processor, index) => {
    const share = Math.floor(physmemPages / first.length) + (index < physmemPages % first.length ? 1 : 0);
    const places = [0, 1, 2, 3].map((slot) => positionOf(platform, node, processor + slot));
    const base = boardNumber(platform, processor) * span;
    return { base, pages: Math.min(share, span / pageBytes), firstProcessor: processor, places };
  });
}

const bytesOf = ({ pages }: BoardMemory): number => pages * pageBytes;

/** Where an address is; null where the host has no memory. */
export function memoryPlaceOf(memory: readonly BoardMemory[], address: number): MemoryPlace | null {
  const board = memory.find((each) => address >= each.base && address < each.base + bytesOf(each));
  if (board === undefined) return null;
  const line = Math.floor((address - board.base) / lineBytes);
  const inRound = line % linesPerRound;
  return {
    board,
    slot: inRound & 3,
    bank: inRound & 4 ? 1 : 0,
    row: inRound & 8 ? 1 : 0,
    line: Math.floor(line / linesPerRound),
    chunk: Math.floor((address % lineBytes) / chunkBytes),
  };
}

/** The first address of 16 bytes. */
export function addressOfPlace({ board, slot, bank, row, line, chunk }: MemoryPlace): number {
  assert(line >= 0 && line < linesOfRow(board), 'a row has so many lines');
  const inRound = slot + bank * 4 + row * 8;
  return board.base + (line * linesPerRound + inRound) * lineBytes + chunk * chunkBytes;
}

/** How many lines of 64 bytes a row of a board's DIMMs holds. Pages are whole rounds, so all rows are alike. */
export const linesOfRow = (board: BoardMemory): number => bytesOf(board) / (lineBytes * linesPerRound);

/** Which of a bank's four DIMMs has a bit of every 16 bytes: 0 to 127 are data bits, 128 to 136 check bits. */
export const dimmOfBit = (bit: number): number => (bit < 128 ? bit >> 5 : bit & 3);
