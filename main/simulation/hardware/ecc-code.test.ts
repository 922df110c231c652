import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordedDumps } from '../../../test/vectors/ecc/recorded-dumps.ts';
import { type CheckedChunk, encode, syndromeOf } from './ecc-code.ts';
import { dataBitSyndromes, decodeSyndrome } from './ecc-syndromes.ts';
import { type Register, readRegister, registerOf } from './register.ts';

/** The code's matrix from another source than the table of syndromes, by columns and by rows. */
const matrix: { columns: string[]; rows: { low: string; high: string }[] } = JSON.parse(
  readFileSync(new URL('../../../test/vectors/ecc/h-matrix.json', import.meta.url), 'utf8'),
);
const columns = matrix.columns.map((column) => Number.parseInt(column, 16));

const isOdd = (value: bigint): boolean => value.toString(2).replaceAll('0', '').length % 2 === 1;

/** The check bits by the matrix's rows: each is the parity of the data bits that it covers. */
const naiveEncode = (high: bigint, low: bigint): number =>
  matrix.rows.reduce((bits, row, index) => {
    const covered = BigInt(`0x${row.high}${row.low}`) & ((high << 64n) | low);
    return isOdd(covered) ? bits | (1 << index) : bits;
  }, 0);

const wordArbitrary = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
const encodeWords = (high: bigint, low: bigint): number => encode(registerOf(high), registerOf(low));

/** A chunk with some of its bits inverted: 0 to 127 are data bits, 128 to 136 check bits. */
function withBitsInverted(high: bigint, low: bigint, bits: readonly number[]): CheckedChunk {
  let data = (high << 64n) | low;
  let ecc = encodeWords(high, low);
  for (const bit of bits) {
    if (bit < 128) data ^= 1n << BigInt(bit);
    else ecc ^= 1 << (bit - 128);
  }
  return { high: registerOf(data >> 64n), low: registerOf(data & ((1n << 64n) - 1n)), ecc };
}

describe('the code over 128 data bits', () => {
  test('ECC-2: table and H-matrix agree on every single bit', () => {
    expect(dataBitSyndromes).toEqual(columns);
    const ones = columns.map((column) => column.toString(2).replaceAll('0', '').length);
    expect([3, 5].map((weight) => ones.filter((each) => each === weight).length)).toEqual([80, 48]);
  });

  test('ECC-3: columns and rows of the H-matrix are one and the same', () => {
    const masks = matrix.rows.map(({ low, high }) => BigInt(`0x${high}${low}`));
    const byRows = columns.map((_, bit) =>
      masks.reduce((column, mask, row) => column | (Number((mask >> BigInt(bit)) & 1n) << row), 0),
    );
    expect(byRows).toEqual(columns);
  });

  test('ECC-3: any data are encoded as by the rows of the matrix', () => {
    fc.assert(
      fc.property(wordArbitrary, wordArbitrary, (high, low) => encodeWords(high, low) === naiveEncode(high, low)),
      { numRuns: 2000 },
    );
  });

  test('ECC-3: every chunk of the recorded dumps has the check bits or the syndrome that was printed', () => {
    const chunks = recordedDumps.flatMap(({ lines }) => lines.flatMap(({ data }) => data));
    expect(chunks).toHaveLength(28);
    const found = chunks.map(([high, low, ecc]) =>
      syndromeOf({ high: readRegister(high), low: readRegister(low), ecc: Number.parseInt(ecc, 16) }),
    );
    expect(found).toEqual(chunks.map(([, , , bad]) => (bad === null ? 0 : Number.parseInt(bad, 16))));
    expect(found.filter((syndrome) => syndrome !== 0)).toEqual([0x1a1, 0x071, 0x17a]);
  });

  test('ECC-4: one inverted bit of any data is named', () => {
    fc.assert(
      fc.property(wordArbitrary, wordArbitrary, (high, low) => {
        for (let bit = 0; bit < 137; bit += 1) {
          const { kind, ...found } = decodeSyndrome(syndromeOf(withBitsInverted(high, low, [bit])), 'US-III');
          const expected = bit < 128 ? { kind: 'data', bit } : { kind: 'check', bit: bit - 128 };
          expect({ kind, ...found }).toEqual(expected);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('ECC-5: two inverted bits never look like none, nor like one', () => {
    const singles = [...columns, ...Array.from({ length: 9 }, (_, bit) => 1 << bit)];
    const kinds = new Set<string>(
      singles.flatMap((one, index) =>
        singles.slice(index + 1).map((other) => decodeSyndrome(one ^ other, 'US-III').kind),
      ),
    );
    expect(['none', 'data', 'check'].filter((kind) => kinds.has(kind))).toEqual([]);
  });

  test('ECC-5: the two bits of the recorded 0x17a are 107 and 108', () => {
    const [high, low]: [Register, Register] = [
      readRegister('0x0ecce80d.ff250000'),
      readRegister('0x0eccf00d.ff250000'),
    ];
    expect(syndromeOf({ high, low, ecc: 0x0f5 })).toBe(0x17a);
    expect(syndromeOf(withBitsInverted(0x0eccf00dff250000n, 0x0eccf00dff250000n, [107, 108]))).toBe(0x17a);
  });
});

describe('what processors write on purpose', () => {
  const specials = [0x003, 0x071, 0x11c].map((syndrome) => decodeSyndrome(syndrome, 'US-III'));

  test('ECC-6: the inverted bits of any data give the special syndrome', () => {
    fc.assert(
      fc.property(wordArbitrary, wordArbitrary, fc.constantFrom(...specials), (high, low, special) => {
        if (special.kind !== 'special') throw new Error('expected a special syndrome');
        const shift = special.inverts === 'check' ? 128 : 0;
        const inverted = withBitsInverted(
          high,
          low,
          special.bits.map((bit) => bit + shift),
        );
        expect(syndromeOf(inverted)).toBe(special.syndrome);
      }),
    );
  });

  test('ECC-6: the recorded victim read what the culprit had copied out, bits 126 and 127 inverted', () => {
    const [culprit, victim] = [3, 4].map((index) => recordedDumps[index]?.lines[0]?.data[0]);
    const inverted = BigInt((culprit?.[0] ?? '').replace('.', '')) ^ (3n << 62n);
    expect(registerOf(inverted)).toEqual(readRegister(victim?.[0] ?? ''));
    // The culprit encodes the bad data anew before it inverts the two bits.
    const ecc = encode(readRegister(culprit?.[0] ?? ''), readRegister(culprit?.[1] ?? ''));
    expect(ecc).toBe(Number.parseInt(victim?.[2] ?? '', 16));
  });
});
