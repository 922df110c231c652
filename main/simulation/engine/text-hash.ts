/**
 * The one thing of the platform's that the simulation uses. It is the same everywhere and remembers nothing, and reads a
 * text ten times as fast as one unit after the other: most of what a log costs is reading its lines.
 */
declare const TextEncoder: new () => {
  encodeInto(text: string, bytes: Uint8Array): { readonly read: number; readonly written: number };
};

const encoder = new TextEncoder();
/** Shorter texts are read faster unit by unit. */
const shortestEncoded = 48;
const bufferBytes = 4096;
const words = new Int32Array(bufferBytes / 4);
const bytes = new Uint8Array(words.buffer);
const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

const firstSeed = 0x2f0b_4a27;
const secondSeed = 0x6a09_e667;
const firstFactor = 0xcc9e_2d51;
const secondFactor = 0x1b87_3593;

let first = 0;
let second = 0;

/** Puts 64 bits of a text into two words of `into`, the first of them at `index`. The same on any machine. */
export function hashText(text: string, into: Int32Array, index: number): void {
  first = firstSeed;
  second = secondSeed;
  if (text.length < shortestEncoded) hashUnits(text);
  else hashEncoded(text);
  into[index] = first;
  into[index + 1] = second;
}

/** The UTF-8 bytes of a text, four at a time. */
function hashEncoded(text: string): void {
  for (let rest = text; rest.length > 0; ) {
    const { read, written } = encoder.encodeInto(rest, bytes);
    hashBuffer(written);
    rest = read === rest.length ? '' : rest.slice(read);
  }
}

function hashBuffer(count: number): void {
  const wholeWords = (count + 3) >> 2;
  for (let index = count; index < wholeWords * 4; index++) bytes[index] = 0;
  let one = first;
  let other = second;
  for (let index = 0; index < wholeWords; index++) {
    const word = littleEndian ? (words[index] as number) : swapped(words[index] as number);
    one = Math.imul(one ^ word, firstFactor);
    one = (one << 15) | (one >>> 17);
    other = Math.imul(other ^ word, secondFactor);
    other = (other << 13) | (other >>> 19);
  }
  first = one;
  second = other;
}

const swapped = (word: number): number =>
  (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);

/** The UTF-16 units of a text, four at a time. */
function hashUnits(text: string): void {
  const { length } = text;
  let one = first;
  let other = second;
  let index = 0;
  for (; index + 3 < length; index += 4) {
    const front = text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16);
    const back = text.charCodeAt(index + 2) | (text.charCodeAt(index + 3) << 16);
    one = Math.imul(one ^ front, firstFactor);
    one = (((one << 15) | (one >>> 17)) + back) | 0;
    other = Math.imul(other ^ back, secondFactor);
    other = (((other << 13) | (other >>> 19)) + front) | 0;
  }
  for (; index < length; index++) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, firstFactor);
    one = (one << 15) | (one >>> 17);
    other = Math.imul(other ^ unit, secondFactor);
    other = (other << 13) | (other >>> 19);
  }
  first = one;
  second = other;
}
