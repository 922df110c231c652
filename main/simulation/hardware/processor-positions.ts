import type { Platform } from '../../../shared/model/drill.ts';

/** Where a processor sits: its system board, its place on it, and the same as Solaris writes it in front of a module. */
export interface ProcessorPosition {
  /** `SB2`, `IO2` or, on a serengeti, `/N0/SB1`. */
  readonly board: string;
  /** 0 to 3. */
  readonly slot: number;
  /** `SB2/P0` or `/N0/SB1/P1`. */
  readonly position: string;
}

/** Processors on one system board of either platform. */
const processorsPerBoard = 4;

const expanders = 18;
const serengetiBoards = 6;

/** The numbering of a platform's processors in a few words, for a message to a person. */
export const numberingOf = (platform: Platform): string =>
  platform === 'starcat'
    ? 'a starcat has the processors 32 x expander + 8 x slot + 0 to 3, expander 0 to 17, slot 0 or 1'
    : 'a serengeti has the processors 0 to 23';

/** Whether a platform can have a processor of this number at all. */
export function isProcessorNumber(platform: Platform, processor: number): boolean {
  if (platform === 'serengeti') return processor < serengetiBoards * processorsPerBoard;
  return processor < expanders * 32 && (processor & 0b10100) === 0;
}

/** Where a processor sits. `node` counts on a serengeti only; the number must be one of the platform's. */
export function positionOf(platform: Platform, node: number, processor: number): ProcessorPosition {
  const slot = processor % processorsPerBoard;
  const board =
    platform === 'starcat'
      ? `${(processor >> 3) & 1 ? 'IO' : 'SB'}${processor >> 5}`
      : `/N${node}/SB${Math.floor(processor / processorsPerBoard)}`;
  return { board, slot, position: `${board}/P${slot}` };
}

/** The four processors of the board on which `processor` sits, in order. */
export function boardProcessors(processor: number): readonly number[] {
  const first = processor - (processor % processorsPerBoard);
  return [first, first + 1, first + 2, first + 3];
}
