import { assertPresent } from '../../../shared/lib/assert.ts';
import { dataBitSyndromes } from './ecc-syndromes.ts';
import type { Register } from './register.ts';

/** The 16 bytes that the L2 cache checks together: data bits 127 to 64, then 63 to 0, and nine check bits. */
export interface CheckedChunk {
  readonly high: Register;
  readonly low: Register;
  /** The check bits as they are stored, 0 to 0x1ff. */
  readonly ecc: number;
}

/**
 * The check bits of every value of each of the 16 bytes, byte 0 being data bits 7 to 0. Those of a whole chunk are the
 * exclusive or of its bytes' entries.
 */
const byteCheckBits = new Uint16Array(16 * 256);
for (let byte = 0; byte < 16; byte += 1) {
  for (let value = 1; value < 256; value += 1) {
    const lowestBit = 31 - Math.clz32(value & -value);
    const column = assertPresent(dataBitSyndromes[byte * 8 + lowestBit], 'every data bit has a syndrome');
    byteCheckBits[byte * 256 + value] = (byteCheckBits[byte * 256 + (value & (value - 1))] ?? 0) ^ column;
  }
}

/** The check bits of 32 data bits, `firstByte` being the number of their lowest byte. */
const checkBitsOf = (half: number, firstByte: number): number =>
  (byteCheckBits[firstByte * 256 + (half & 0xff)] ?? 0) ^
  (byteCheckBits[(firstByte + 1) * 256 + ((half >>> 8) & 0xff)] ?? 0) ^
  (byteCheckBits[(firstByte + 2) * 256 + ((half >>> 16) & 0xff)] ?? 0) ^
  (byteCheckBits[(firstByte + 3) * 256 + (half >>> 24)] ?? 0);

/** The nine check bits, 0 to 0x1ff, that belong to 16 bytes of data. */
export const encode = (high: Register, low: Register): number =>
  checkBitsOf(low.low, 0) ^ checkBitsOf(low.high, 4) ^ checkBitsOf(high.low, 8) ^ checkBitsOf(high.high, 12);

/** How data and stored check bits differ: 0 where they fit, else what `decodeSyndrome` explains. */
export const syndromeOf = ({ high, low, ecc }: CheckedChunk): number => encode(high, low) ^ ecc;
