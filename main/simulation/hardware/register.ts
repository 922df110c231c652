import { assert } from '../../../shared/lib/assert.ts';

/** A 64-bit register as two unsigned halves of 32 bits. */
export interface Register {
  readonly high: number;
  readonly low: number;
}

/** Sixteen bits as four digits, made when first asked for: registers are printed for every error. */
const fourDigits: string[] = new Array<string>(0x1_0000).fill('');

function digitsOf(bits: number): string {
  const known = fourDigits[bits] as string;
  if (known !== '') return known;
  const digits = bits.toString(16).padStart(4, '0');
  fourDigits[bits] = digits;
  return digits;
}

const eightDigits = (half: number): string => digitsOf(half >>> 16) + digitsOf(half & 0xffff);

/** Reads a register as Solaris prints it, `0x00000040.000001f0`, which the drill's schema has checked. */
export function readRegister(text: string): Register {
  assert(/^0x[0-9a-f]{8}\.[0-9a-f]{8}$/.test(text), 'a register is 0x, eight digits, a dot, eight digits');
  return { high: Number.parseInt(text.slice(2, 10), 16), low: Number.parseInt(text.slice(11), 16) };
}

/** The register as Solaris prints it. */
export const printRegister = ({ high, low }: Register): string => `0x${eightDigits(high)}.${eightDigits(low)}`;

/** A count of at most 64 bits, such as nanoseconds since boot, as a register. */
export const registerOf = (value: bigint): Register => ({
  high: Number((value >> 32n) & 0xffff_ffffn),
  low: Number(value & 0xffff_ffffn),
});

const nanosecondsPerSecond = 1_000_000_000;
const twoTo12 = 0x1000;
const twoTo20 = 0x10_0000;
const twoTo32 = 0x1_0000_0000;

/**
 * A time of whole seconds, below 2^40, and nanoseconds, which may be below nothing, as nanoseconds in a register. Every
 * error has such a number, so it is worked out in numbers that stay exact: seconds in two parts, the lower of 20 bits.
 */
export function registerOfTime(seconds: number, nanoseconds: number): Register {
  const upper = Math.floor(seconds / twoTo20) * nanosecondsPerSecond;
  const lower = (seconds - Math.floor(seconds / twoTo20) * twoTo20) * nanosecondsPerSecond + nanoseconds;
  const upperHigh = Math.floor(upper / twoTo12);
  const low = (upper - upperHigh * twoTo12) * twoTo20 + lower;
  const carry = Math.floor(low / twoTo32);
  return { high: (upperHigh + carry) >>> 0, low: low - carry * twoTo32 };
}
