import { assert } from '../../../shared/lib/assert.ts';

/** A 64-bit register as two unsigned halves of 32 bits. */
export interface Register {
  readonly high: number;
  readonly low: number;
}

/** Every byte as two digits: registers are printed for every error, and this is twice as fast as padding. */
const twoDigits: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const eightDigits = (half: number): string =>
  `${twoDigits[half >>> 24]}${twoDigits[(half >>> 16) & 0xff]}${twoDigits[(half >>> 8) & 0xff]}${twoDigits[half & 0xff]}`;

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
