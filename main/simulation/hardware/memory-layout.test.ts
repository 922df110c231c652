import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DrillHost } from '../../../shared/model/drill.ts';
import {
  addressOfPlace,
  type BoardMemory,
  dimmOfBit,
  linesOfRow,
  memoryOf,
  memoryPlaceOf,
  pageBytes,
} from './memory-layout.ts';
import { memoryModuleName } from './module-names.ts';

const hostOf = (platform: DrillHost['platform'], processors: number[], physmemPages?: number): DrillHost => ({
  ...{ name: 'host', platform, node: 0, cpuType: 'US-III', release: 'solaris9', bootedAt: '2003-10-23T11:20:49Z' },
  processors,
  ...(physmemPages === undefined ? {} : { physmemPages }),
});

const gigabyte = 2 ** 30;

const aHost = fc.oneof(
  fc
    .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 17 }), { minLength: 1, maxLength: 5 }), fc.nat({ max: 300_000 }))
    .map(([expanders, pages]) => hostOf('starcat', expanders.map((each) => each * 32).sort(), pages + 5)),
  fc
    .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 9 }), fc.nat({ max: 300_000 }))
    .map(([processors, pages]) => hostOf('serengeti', processors, pages + 6)),
);

describe('where memory is', () => {
  test('ROW-1: boards have their own addresses, and share the pages', () => {
    const found = (host: DrillHost): unknown =>
      memoryOf(host).map(({ base, pages, places }) => [base / gigabyte, pages, places[0]?.board]);
    expect(found(hostOf('starcat', [64], 1000))).toEqual([[256, 1000, 'SB2']]);
    expect(found(hostOf('starcat', [419, 64, 73, 0], 1000))).toEqual([
      [0, 334, 'SB0'],
      [256, 333, 'SB2'],
      [1664, 333, 'SB13'],
    ]);
    expect(found(hostOf('starcat', [73], 1000))).toEqual([[256, 1000, 'IO2']]);
    expect(found(hostOf('serengeti', [5, 20], 7))).toEqual([
      [32, 4, '/N0/SB1'],
      [160, 3, '/N0/SB5'],
    ]);
    // What a board cannot address is not there.
    expect(found(hostOf('serengeti', [0], 2 ** 27))).toEqual([[0, 2 ** 22, '/N0/SB0']]);
    fc.assert(
      fc.property(aHost, (host) => {
        const memory = memoryOf(host);
        expect(memory.reduce((sum, { pages }) => sum + pages, 0)).toBe(host.physmemPages);
        const ends = memory.map(({ base, pages }) => base + pages * pageBytes);
        memory.slice(1).forEach(({ base }, index) => {
          expect(base).toBeGreaterThanOrEqual(ends[index] ?? 0);
        });
      }),
    );
  });

  test('ROW-2: an address has one place, and the place that address', () => {
    fc.assert(
      fc.property(aHost, fc.nat(), fc.nat(), (host, one, other) => {
        const memory = memoryOf(host);
        const board = memory[one % memory.length] as BoardMemory;
        const address = board.base + ((other * 16) % (board.pages * pageBytes));
        const place = memoryPlaceOf(memory, address);
        if (place === null) throw new Error('the host has this memory');
        expect(addressOfPlace(place)).toBe(address);
        expect(memoryPlaceOf(memory, address + 15)).toEqual(place);
        expect(place.board).toBe(board);
      }),
      { numRuns: 1000 },
    );
  });

  test('ROW-2: a page has eight lines in each row of each bank of its board, and a row all of its pages', () => {
    const memory = memoryOf(hostOf('starcat', [64], 4));
    const counts = new Map<string, number>();
    for (let line = 0; line < pageBytes / 64; line += 1) {
      const place = memoryPlaceOf(memory, memory[0] === undefined ? 0 : memory[0].base + pageBytes + line * 64);
      const key = `${place?.slot}${place?.bank}${place?.row}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(Array.from({ length: 16 }, () => 8));
    expect(memory.map(linesOfRow)).toEqual([32]);
  });

  test('ROW-2: where a host has no memory there is no place', () => {
    const memory = memoryOf(hostOf('starcat', [64], 4));
    const { base } = memory[0] as BoardMemory;
    expect([base - 1, base + 4 * pageBytes, 0].map((address) => memoryPlaceOf(memory, address))).toEqual([
      ...[null, null, null],
    ]);
  });
});

describe('modules of memory', () => {
  const nameAt = (host: DrillHost, offset: number, bit: number | null): string => {
    const memory = memoryOf(host);
    const place = memoryPlaceOf(memory, (memory[0]?.base ?? 0) + offset);
    if (place === null) throw new Error('the host has this memory');
    return memoryModuleName(place, bit);
  };

  test('ROW-3: each of the four DIMMs of a bank has 32 data bits and a share of the check bits', () => {
    const bits = Array.from({ length: 137 }, (_, bit) => dimmOfBit(bit));
    const count = (from: number, to: number): number[] =>
      [0, 1, 2, 3].map((dimm) => bits.slice(from, to).filter((each) => each === dimm).length);
    expect(count(0, 128)).toEqual([32, 32, 32, 32]);
    expect(count(128, 137)).toEqual([3, 2, 2, 2]);
    // The bits of a nibble come from one chip.
    expect(bits.slice(0, 128).every((dimm, bit) => dimm === bits[bit & ~3])).toBe(true);
  });

  test('ROW-4: one bit names its DIMM, several name the bank with all labels', () => {
    const starcat = hostOf('starcat', [64]);
    expect(nameAt(starcat, 0x40, 0)).toBe('SB2/P1/B0/D0 J14300');
    expect(nameAt(starcat, 0x40, 127)).toBe('SB2/P1/B0/D3 J14600');
    expect(nameAt(starcat, 0x1c0, 40)).toBe('SB2/P3/B1/D1 J16401');
    expect(nameAt(starcat, 0x300, 136)).toBe('SB2/P0/B1/D0 J13301');
    expect(nameAt(starcat, 0, null)).toBe('SB2/P0/B0 J13300 J13400 J13500 J13600');
    expect(nameAt(hostOf('serengeti', [5]), 0x80, 96)).toBe('/N0/SB1/P2/B0/D3 J15600');
  });
});
