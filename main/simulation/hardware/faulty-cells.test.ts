import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CellFaultKind, cellFaultKindSchema } from '../../../shared/model/drill.ts';
import { type RandomStream, RandomStreams } from '../engine/random-streams.ts';
import { type CheckedChunk, syndromeOf } from './ecc-code.ts';
import { decodeSyndrome } from './ecc-syndromes.ts';
import {
  areBitsOf,
  bitOf,
  bitsOfChip,
  type CellFault,
  cellFault,
  drawChunk,
  readFaulty,
  withBitsInverted,
} from './faulty-cells.ts';

const streamOf = (seed: number): RandomStream => new RandomStreams(seed).stream('cell');
const aSeed = fc.integer({ min: 0, max: 0xffff_ffff });

/** A fault of a kind, data that is stored where it is, and what is read of it. */
function touched(kind: CellFaultKind, seed: number): { fault: CellFault; stored: CheckedChunk; read: CheckedChunk } {
  const random = streamOf(seed);
  const fault = cellFault(kind, {}, random);
  const stored = drawChunk('random', random);
  return { fault, stored, read: readFaulty(fault, stored, 'random', random) };
}

/** The bits in which two chunks differ. */
const differing = (one: CheckedChunk, other: CheckedChunk): number[] =>
  Array.from({ length: 137 }, (_, bit) => bit).filter((bit) => bitOf(one, bit) !== bitOf(other, bit));

const kindOf = (chunk: CheckedChunk): string => decodeSyndrome(syndromeOf(chunk), 'US-III').kind;
const singles = ['data', 'check'];

describe('what is read of broken cells', () => {
  test('what is stored fits its check bits', () => {
    fc.assert(fc.property(aSeed, (seed) => syndromeOf(drawChunk('random', streamOf(seed))) === 0));
    expect(['zeros', 'ones'].map((contents) => syndromeOf(drawChunk(contents as 'zeros', streamOf(1))))).toEqual([
      0, 0,
    ]);
  });

  test('CELL-1: a flipped bit is the one that the syndrome names', () => {
    fc.assert(
      fc.property(aSeed, (seed) => {
        const { fault, stored, read } = touched('soft', seed);
        expect(differing(stored, read)).toEqual(fault.bits);
        const { kind, ...named } = decodeSyndrome(syndromeOf(read), 'US-III');
        expect(singles).toContain(kind);
        if ('bit' in named) expect([named.bit + (kind === 'check' ? 128 : 0)]).toEqual(fault.bits);
      }),
      { numRuns: 500 },
    );
  });

  test('CELL-2: a stuck bit is wrong where the data differs, and only there', () => {
    fc.assert(
      fc.property(aSeed, (seed) => {
        const { fault, stored, read } = touched('stuck', seed);
        const isWrong = bitOf(stored, fault.bits[0] ?? 0) !== fault.stuckAt;
        expect(differing(stored, read)).toEqual(isWrong ? fault.bits : []);
        expect(bitOf(read, fault.bits[0] ?? 0)).toBe(fault.stuckAt);
        expect(singles.includes(kindOf(read))).toBe(isWrong);
      }),
      { numRuns: 500 },
    );
  });

  test('CELL-3: two bits of a nibble are always too many', () => {
    fc.assert(
      fc.property(aSeed, (seed) => {
        const { fault, stored, read } = touched('nibble', seed);
        expect(fault.bits).toHaveLength(2);
        expect(areBitsOf('nibble', fault.bits)).toBe(true);
        expect(differing(stored, read)).toEqual(fault.bits);
        expect(['two', 'three', 'four', 'many', 'special']).toContain(kindOf(read));
      }),
      { numRuns: 1000 },
    );
  });

  test('CELL-3: ten pairs look like a mark, three of them the bits that a processor inverts on purpose', () => {
    const zeros = drawChunk('zeros', streamOf(1));
    const marks: number[][] = [];
    for (let one = 0; one < 137; one += 1) {
      for (let other = one + 1; other < Math.min(137, (one | 3) + 1); other += 1) {
        const kind = kindOf(withBitsInverted(zeros, [one, other]));
        expect(['none', ...singles]).not.toContain(kind);
        if (kind === 'special') marks.push([one, other]);
      }
    }
    const onPurpose = [
      [0, 1],
      [126, 127],
      [128, 129],
    ];
    expect(marks).toHaveLength(10);
    expect(marks).toEqual(expect.arrayContaining(onPurpose));
  });

  test('CELL-4: a broken address line spoils bits of one chip, mostly more than can be told apart', () => {
    const kinds = new Map<string, number>();
    const random = streamOf(5);
    for (let touch = 0; touch < 2000; touch += 1) {
      const fault = cellFault('address-line', {}, random);
      const stored = drawChunk('random', random);
      const read = readFaulty(fault, stored, 'random', random);
      const chip = bitsOfChip((fault.bits[0] ?? 0) >> 5);
      expect(fault.bits).toEqual(chip);
      expect(differing(stored, read).every((bit) => chip.includes(bit))).toBe(true);
      kinds.set(kindOf(read), (kinds.get(kindOf(read)) ?? 0) + 1);
    }
    const [most] = [...kinds].sort(([, one], [, other]) => other - one);
    expect(most?.[0]).toBe('many');
    // The same data in both rows: nobody notices.
    const line = cellFault('address-line', {}, random);
    expect(syndromeOf(readFaulty(line, drawChunk('ones', random), 'ones', random))).toBe(0);
  });

  test('CELL-5: a weak bit is read wrong every other time', () => {
    const random = streamOf(9);
    const fault = cellFault('weak', {}, random);
    const stored = drawChunk('random', random);
    let wrong = 0;
    for (let touch = 0; touch < 1000; touch += 1) {
      const found = differing(stored, readFaulty(fault, stored, 'random', random));
      if (found.length > 0) expect(found).toEqual(fault.bits);
      wrong += found.length;
    }
    expect(wrong).toBeGreaterThan(400);
    expect(wrong).toBeLessThan(600);
  });

  test('CELL-6: what is told of a fault is kept, all else is drawn, of all bits', () => {
    const told = { bits: [3], stuckAt: 1 } as const;
    expect(cellFault('stuck', told, streamOf(1))).toEqual({ kind: 'stuck', ...told });
    const random = streamOf(2);
    const drawn = new Set(Array.from({ length: 5000 }, () => cellFault('soft', {}, random).bits[0]));
    expect(drawn.size).toBe(137);
    const fits = (kind: CellFaultKind, bits: number[]): boolean => areBitsOf(kind, bits);
    expect([fits('soft', [136]), fits('soft', [137]), fits('soft', [1, 2]), fits('stuck', [])]).toEqual([
      ...[true, false, false, false],
    ]);
    expect([fits('nibble', [4, 7]), fits('nibble', [3, 4]), fits('nibble', [4, 4]), fits('nibble', [4])]).toEqual([
      ...[true, false, false, false],
    ]);
    expect(fits('address-line', [1])).toBe(false);
    for (const kind of cellFaultKindSchema.options) {
      fc.assert(
        fc.property(aSeed, (seed) => {
          const { bits } = cellFault(kind, {}, streamOf(seed));
          return kind === 'address-line' ? bits.length >= 34 : areBitsOf(kind, bits);
        }),
      );
    }
  });
});
