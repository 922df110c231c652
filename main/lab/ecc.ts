import { countOf } from '../../shared/lib/format.ts';
import { type CpuType, cpuTypeSchema } from '../../shared/model/drill.ts';
import { encode, syndromeOf } from '../simulation/hardware/ecc-code.ts';
import { decodeSyndrome, type Syndrome } from '../simulation/hardware/ecc-syndromes.ts';
import type { Register } from '../simulation/hardware/register.ts';
import { syndromeText } from '../simulation/solaris/syndrome-text.ts';
import type { FileProblem } from './file-problem.ts';

export const cpuTypes: readonly CpuType[] = cpuTypeSchema.options;

/** What `redline lab ecc SYNDROME` prints. */
export interface SyndromeDocument {
  /** Three hexadecimal digits: `0x1f0`. */
  readonly syndrome: string;
  readonly kind: Syndrome['kind'];
  /** The data bit, 0 to 127, or check bit, 0 to 8, that was wrong; null where it was not one alone. */
  readonly bit: number | null;
  /** The kernel's own words. */
  readonly text: string;
}

/** What `redline lab ecc --encode HI LO` prints: check bits of the data, and how they differ from those stored. */
export interface EncodedDocument {
  readonly ecc: string;
  /** Null where no stored check bits were given. */
  readonly syndrome: string | null;
}

/** Nine bits as the kernel prints them: `0x067`. */
const nineBits = (value: number): string => `0x${value.toString(16).padStart(3, '0')}`;

/** Reads nine bits in up to four hexadecimal digits, as a log shows them: `1f0`, `0x1f0`, `0x01f0`. */
function readNineBits(text: string): number | null {
  const digits = /^(?:0x)?([0-9a-f]{1,4})$/i.exec(text)?.[1];
  const value = digits === undefined ? Number.NaN : Number.parseInt(digits, 16);
  return value <= 0x1ff ? value : null;
}

/** Reads 64 bits in 16 hexadecimal digits, also as a log shows them: `0x80a0a000.32680024`. */
function readWord(text: string): Register | null {
  const [, high, low] = /^(?:0x)?([0-9a-f]{8})\.?([0-9a-f]{8})$/i.exec(text) ?? [];
  if (high === undefined || low === undefined) return null;
  return { high: Number.parseInt(high, 16), low: Number.parseInt(low, 16) };
}

/** A user's word in a message, cut and quoted. */
const quoted = (text: string): string => JSON.stringify(text.slice(0, 40));

/** Explains a syndrome of the L2 cache's code on a type of processor, or says why the text is none. */
export function labSyndrome(text: string, cpuType: CpuType): SyndromeDocument | FileProblem {
  const value = readNineBits(text);
  if (value === null) {
    return { place: 'SYNDROME', problem: `${quoted(text)} is none, expected hexadecimal 0x000 to 0x1ff such as 0x1f0` };
  }
  const syndrome = decodeSyndrome(value, cpuType);
  return {
    syndrome: nineBits(value),
    kind: syndrome.kind,
    bit: syndrome.kind === 'data' || syndrome.kind === 'check' ? syndrome.bit : null,
    text: syndromeText(syndrome)?.text ?? 'No error',
  };
}

/** Encodes 128 data bits, given as two words, and compares with stored check bits, or says which text is wrong. */
export function labEncode(words: readonly string[], stored: string | null): EncodedDocument | FileProblem {
  const [highText, lowText] = words;
  if (highText === undefined || lowText === undefined || words.length > 2) {
    return {
      place: '--encode',
      problem: `${countOf(words.length, 'word')}, expected two: data bits 127 to 64, then 63 to 0`,
    };
  }
  const [high, low] = [readWord(highText), readWord(lowText)];
  if (high === null || low === null) {
    const [place, wrong] = high === null ? ['HI', highText] : ['LO', lowText];
    return { place, problem: `${quoted(wrong)} is no data word, expected 16 hexadecimal digits` };
  }
  const ecc = nineBits(encode(high, low));
  if (stored === null) return { ecc, syndrome: null };
  const storedBits = readNineBits(stored);
  if (storedBits === null) {
    return { place: '--stored', problem: `${quoted(stored)} does not fit, expected hexadecimal 0x000 to 0x1ff` };
  }
  return { ecc, syndrome: nineBits(syndromeOf({ high, low, ecc: storedBits })) };
}
