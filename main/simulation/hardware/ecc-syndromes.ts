import { assertPresent } from '../../../shared/lib/assert.ts';
import type { CpuType } from '../../../shared/model/drill.ts';

/** Two bits that a processor inverts on purpose where bad data passes through it: whoever reads it is not the culprit. */
interface SpecialPattern {
  readonly syndrome: number;
  readonly inverts: 'data' | 'check';
  readonly bits: readonly [number, number];
}

/** What a 9-bit syndrome of the L2 cache's code over 128 data bits tells about an error. */
export type Syndrome =
  | { readonly kind: 'none' | 'two' | 'three' | 'four' | 'many' }
  | { readonly kind: 'data' | 'check'; readonly bit: number }
  | ({ readonly kind: 'special' } & SpecialPattern);

/** Bad data met while a store is merged. The only special pattern that the US-IIIi knows. */
const storeMergePattern: SpecialPattern = { syndrome: 0x003, inverts: 'check', bits: [0, 1] };
const specialPatterns: readonly SpecialPattern[] = [
  storeMergePattern,
  // Bad data is written back or copied out.
  { syndrome: 0x071, inverts: 'data', bits: [126, 127] },
  // The system bus answers a load with an error.
  { syndrome: 0x11c, inverts: 'data', bits: [0, 1] },
];

/** One row for each high part of the syndrome, one word for each low digit: see `readEntry`. */
const rows = [
  'NA C0 C1 S C2 M2 M3 47 C3 M2 M2 53 M2 41 29 M',
  'C4 M M 50 M2 38 25 M2 M2 33 24 M2 11 M M2 16',
  'C5 M M 46 M2 37 19 M2 M 31 32 M 7 M2 M2 10',
  'M2 40 13 M2 59 M M2 66 M M2 M2 0 M2 67 71 M',
  'C6 M M 43 M 36 18 M M2 49 15 M 63 M2 M2 6',
  'M2 44 28 M2 M M2 M2 52 68 M2 M2 62 M2 M3 M3 M4',
  'M2 26 106 M2 64 M M2 2 120 M M2 M3 M M3 M3 M4',
  '116 S M2 M3 M2 M3 M M4 M2 58 54 M2 M M4 M4 M3',
  'C7 M2 M 42 M 35 17 M2 M 45 14 M2 21 M2 M2 5',
  'M 27 M M 99 M M 3 114 M2 M2 20 M2 M3 M3 M',
  'M2 23 113 M2 112 M2 M 51 95 M M2 M3 M2 M3 M3 M2',
  '103 M M2 M3 M2 M3 M3 M4 M2 48 M M 73 M2 M M3',
  'M2 22 110 M2 109 M2 M 9 108 M2 M M3 M2 M3 M3 M',
  '102 M2 M M M2 M3 M3 M M2 M3 M3 M2 M M4 M M3',
  '98 M M2 M3 M2 M M3 M4 M2 M3 M3 M4 M3 M M M',
  'M2 M3 M3 M M3 M M M 56 M4 M M3 M4 M M M',
  'C8 M M2 39 M 34 105 M2 M 30 104 M 101 M M 4',
  'M M 100 M 83 M M2 12 87 M M 57 S M M3 M',
  'M2 97 82 M2 78 M2 M2 1 96 M M M M M M3 M2',
  '94 M M2 M3 M2 M M3 M M2 M 79 M 69 M M4 M',
  'M2 93 92 M 91 M M2 8 90 M2 M2 M M M M M4',
  '89 M M M3 M2 M3 M3 M M M M3 M2 M3 M2 M M3',
  '86 M M2 M3 M2 M M3 M M2 M M3 M M3 M M M3',
  'M M M3 M2 M3 M2 M4 M 60 M M2 M3 M4 M M M2',
  'M2 88 85 M2 84 M M2 55 81 M2 M2 M3 M2 M3 M3 M4',
  '77 M M M M2 M3 M M M2 M3 M3 M4 M3 M2 M M',
  '74 M M2 M3 M M M3 M M M M3 M M3 M M4 M3',
  'M2 70 107 M4 65 M2 M2 M 127 M M M M2 M3 M3 M',
  '80 M2 M2 72 M 119 118 M M2 126 76 M 125 M M4 M3',
  'M2 115 124 M 75 M M M3 61 M M4 M M4 M M M',
  'M 123 122 M4 121 M4 M M3 117 M2 M2 M3 M4 M3 M M',
  '111 M M M M4 M3 M3 M M M M3 M M3 M2 M M',
] as const;

function readEntry(word: string, syndrome: number): Syndrome {
  if (word === 'NA') return { kind: 'none' };
  if (word === 'M2') return { kind: 'two' };
  if (word === 'M3') return { kind: 'three' };
  if (word === 'M4') return { kind: 'four' };
  if (word === 'M') return { kind: 'many' };
  if (word === 'S') {
    const pattern = specialPatterns.find((each) => each.syndrome === syndrome);
    return { kind: 'special', ...assertPresent(pattern, 'a special syndrome has a pattern') };
  }
  if (word.startsWith('C')) return { kind: 'check', bit: Number(word.slice(1)) };
  return { kind: 'data', bit: Number(word) };
}

const table: readonly Syndrome[] = rows.flatMap((row, high) =>
  row.split(' ').map((word, low) => readEntry(word, high * 16 + low)),
);

/** For every data bit, 0 to 127, the syndrome that it makes when it alone is wrong: its column of the code's H-matrix. */
export const dataBitSyndromes: readonly number[] = Array.from({ length: 128 }, (_, bit) =>
  table.findIndex((entry) => entry.kind === 'data' && entry.bit === bit),
);

/** What a syndrome, 0 to 0x1ff, tells on a type of processor. */
export function decodeSyndrome(syndrome: number, cpuType: CpuType): Syndrome {
  const entry = assertPresent(table[syndrome], 'a syndrome has nine bits');
  const isPlain = entry.kind === 'special' && cpuType === 'US-IIIi' && syndrome !== storeMergePattern.syndrome;
  return isPlain ? { kind: 'two' } : entry;
}
