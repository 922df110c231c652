import { finishHash } from './string-hash.ts';

/** 2^32 by the golden ratio: its multiples stay as far from each other as they can. */
const placeStep = 0x9e37_79b1;
const firstSeed = 0x2f0b_4a27;
const secondSeed = 0x6a09_e667;

/** The odd number by which the unit at a place is multiplied. */
const factorAt = (place: number, seed: number): number => finishHash(seed + Math.imul(place + 1, placeStep)) | 1;

/** Those of the first places, two each: few texts are longer. */
const tablePlaces = 2048;
const factors = Int32Array.from({ length: 2 * tablePlaces }, (_, index) =>
  factorAt(index >>> 1, (index & 1) === 0 ? firstSeed : secondSeed),
);

/**
 * 64 bits of a text: two sums over its UTF-16 units, each unit times an odd random number of its place (multilinear
 * hashing). Of texts that are equally long and differ, one pair in 2^52 or fewer has the same sums. What is always the
 * same in a text is summed once; after that only what changes is read.
 */
export class TextSum {
  first: number;
  second: number;

  constructor(first = 0, second = 0) {
    this.first = first;
    this.second = second;
  }

  /** Adds the units of a piece that begins at `place` of the text. */
  add(piece: string, place: number): void {
    const { length } = piece;
    const tableEnd = (place + length <= tablePlaces ? length : tablePlaces - place) | 0;
    // A field may hold any number; as integers they stay in registers.
    let first = this.first | 0;
    let second = this.second | 0;
    let index = 0;
    for (; index < tableEnd; index++) {
      const unit = piece.charCodeAt(index);
      const at = (place + index) << 1;
      first = (first + Math.imul(unit, factors[at] as number)) | 0;
      second = (second + Math.imul(unit, factors[at | 1] as number)) | 0;
    }
    for (; index < length; index++) {
      const unit = piece.charCodeAt(index);
      first = (first + Math.imul(unit, factorAt(place + index, firstSeed))) | 0;
      second = (second + Math.imul(unit, factorAt(place + index, secondSeed))) | 0;
    }
    this.first = first;
    this.second = second;
  }

  /** The same for a piece of ASCII that has been read. It ends before place 2048. */
  addBytes(bytes: Uint8Array, place: number): void {
    let first = this.first | 0;
    let second = this.second | 0;
    for (let index = 0; index < bytes.length; index++) {
      const unit = bytes[index] as number;
      const at = (place + index) << 1;
      first = (first + Math.imul(unit, factors[at] as number)) | 0;
      second = (second + Math.imul(unit, factors[at | 1] as number)) | 0;
    }
    this.first = first;
    this.second = second;
  }
}

const whole = new TextSum();

/** The sum of a whole text, good until the next call. The same on any machine. */
export function sumOfText(text: string): TextSum {
  whole.first = 0;
  whole.second = 0;
  whole.add(text, 0);
  return whole;
}
