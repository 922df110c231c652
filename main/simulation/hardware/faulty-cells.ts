import { assertPresent } from '../../../shared/lib/assert.ts';
import type { CellContents, CellFaultKind } from '../../../shared/model/drill.ts';
import type { RandomStream } from '../engine/random-streams.ts';
import { type CheckedChunk, encode } from './ecc-code.ts';
import { dimmOfBit } from './memory-layout.ts';
import type { Register } from './register.ts';

/** Bits of 16 bytes with their check bits: 0 to 127 are data bits, 128 to 136 check bits. */
const bitsOfChunk = 137;
const dataBits = 128;
const chipsOfChunk = 4;

/** What is wrong with the cells of 16 bytes. */
export interface CellFault {
  readonly kind: CellFaultKind;
  /** The bits in error: one of `soft`, `stuck` and `weak`, two of `nibble`, those of one chip of `address-line`. */
  readonly bits: readonly number[];
  /** What a stuck bit always is. */
  readonly stuckAt: 0 | 1;
}

const none: Register = { high: 0, low: 0 };
const all: Register = { high: 0xffff_ffff, low: 0xffff_ffff };

/** A stored chunk with the check bits that belong to it. */
const chunkOf = (high: Register, low: Register): CheckedChunk => ({ high, low, ecc: encode(high, low) });

const drawRegister = (random: RandomStream): Register => ({
  high: random.uniformInt(0, 0xffff_ffff),
  low: random.uniformInt(0, 0xffff_ffff),
});

const patterns: Readonly<Record<Exclude<CellContents, 'random'>, CheckedChunk>> = {
  zeros: chunkOf(none, none),
  ones: chunkOf(all, all),
};

/** What 16 bytes hold that are written with such contents, with the check bits that belong to it. */
export const drawChunk = (contents: CellContents, random: RandomStream): CheckedChunk =>
  contents === 'random' ? chunkOf(drawRegister(random), drawRegister(random)) : patterns[contents];

const inverted = ({ high, low }: Register, bit: number): Register =>
  bit < 32 ? { high, low: (low ^ (1 << bit)) >>> 0 } : { high: (high ^ (1 << (bit - 32))) >>> 0, low };

/** The chunk with one bit inverted. */
function withBitInverted(chunk: CheckedChunk, bit: number): CheckedChunk {
  if (bit >= dataBits) return { ...chunk, ecc: chunk.ecc ^ (1 << (bit - dataBits)) };
  if (bit < 64) return { ...chunk, low: inverted(chunk.low, bit) };
  return { ...chunk, high: inverted(chunk.high, bit - 64) };
}

export const withBitsInverted = (chunk: CheckedChunk, bits: readonly number[]): CheckedChunk =>
  bits.reduce(withBitInverted, chunk);

/** One bit of a chunk. */
export function bitOf({ high, low, ecc }: CheckedChunk, bit: number): 0 | 1 {
  if (bit >= dataBits) return ((ecc >>> (bit - dataBits)) & 1) as 0 | 1;
  const word = bit < 64 ? low : high;
  return (((bit & 32 ? word.high : word.low) >>> (bit & 31)) & 1) as 0 | 1;
}

/**
 * What is read of 16 bytes that hold `stored`, which fits its check bits. A weak bit is read wrong every other time; a
 * broken address line delivers the bits of one chip from another row, which holds `contents`, too.
 */
export function readFaulty(
  { kind, bits, stuckAt }: CellFault,
  stored: CheckedChunk,
  contents: CellContents,
  random: RandomStream,
): CheckedChunk {
  switch (kind) {
    case 'soft':
    case 'nibble':
      return withBitsInverted(stored, bits);
    case 'stuck':
      return bits.some((bit) => bitOf(stored, bit) !== stuckAt) ? withBitsInverted(stored, bits) : stored;
    case 'weak':
      return random.uniformInt(0, 1) === 1 ? withBitsInverted(stored, bits) : stored;
    case 'address-line': {
      const other = drawChunk(contents, random);
      const wrong = bits.filter((bit) => bitOf(stored, bit) !== bitOf(other, bit));
      return withBitsInverted(stored, wrong);
    }
  }
}

/** All bits that one of the four chips of a chunk has, 0 to 3. */
export const bitsOfChip = (chip: number): readonly number[] =>
  Array.from({ length: bitsOfChunk }, (_, bit) => bit).filter((bit) => dimmOfBit(bit) === chip);

/** The bits that a fault of a kind has where nobody says which. */
function drawBits(kind: CellFaultKind, random: RandomStream): readonly number[] {
  if (kind === 'address-line') return bitsOfChip(random.uniformInt(0, chipsOfChunk - 1));
  if (kind !== 'nibble') return [random.uniformInt(0, bitsOfChunk - 1)];
  const first = random.uniformInt(0, dataBits - 1);
  const other = (first & 3) ^ random.uniformInt(1, 3);
  return [first, (first & ~3) | other].sort((one, another) => one - another);
}

/** A fault as a drill tells it, `bits` and `stuckAt` drawn where it does not. */
export function cellFault(
  kind: CellFaultKind,
  told: { readonly bits?: readonly number[] | undefined; readonly stuckAt?: 0 | 1 | undefined },
  random: RandomStream,
): CellFault {
  const bits = told.bits ?? drawBits(kind, random);
  const stuckAt = told.stuckAt ?? (random.uniformInt(0, 1) as 0 | 1);
  return { kind, bits, stuckAt };
}

/** Whether bits can be those of a fault: as many as it has, in range, two of them in the same nibble. */
export function areBitsOf(kind: CellFaultKind, bits: readonly number[]): boolean {
  if (bits.some((bit) => bit >= bitsOfChunk) || kind === 'address-line') return false;
  if (kind !== 'nibble') return bits.length === 1;
  const [one, other] = bits;
  return bits.length === 2 && one !== other && assertPresent(one, 'two') >> 2 === assertPresent(other, 'two') >> 2;
}

/** Whether writing the right data again ends the fault for good. */
export const isHealedByWriting = (kind: CellFaultKind): boolean => kind === 'soft';
