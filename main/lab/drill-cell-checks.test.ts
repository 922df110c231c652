import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestRunNs } from '../../shared/lib/time.ts';
import {
  cacheAccessSchema,
  cellFaultKindSchema,
  cpuTypeSchema,
  type Drill,
  drillSchema,
  pageStateSchema,
} from '../../shared/model/drill.ts';
import { createSimulation } from '../simulation/world.ts';
import { drillFault } from './drill-checks.ts';

const cache = {
  ...{ at: '1m', kind: 'faulty-cell', host: 'sf15k-domc', place: 'cache', processor: 64 },
  ...{ address: '0x00000040.00001230', fault: 'stuck', access: 'write-back', touchedEvery: '1h' },
};
const { processor: _, access: __, touchedEvery: ___, ...memory } = { ...cache, place: 'memory' };

const drillWith = (injects: readonly object[]): Drill =>
  drillSchema.parse({
    ...{ version: 1, title: 'Test', startsAt: '2003-10-23T11:36:55Z', injects },
    hosts: [
      {
        ...{ name: 'sf15k-domc', platform: 'starcat', cpuType: 'US-III', release: 'solaris9', processors: [64] },
        bootedAt: '2003-10-23T11:20:49.5Z',
      },
    ],
    people: [
      { id: 'dana', name: 'Dana' },
      { id: 'ravi', name: 'Ravi' },
    ],
  });
const faultOf = (inject: object): string => {
  const fault = drillFault(drillWith([inject]));
  return fault === null ? '' : `${fault.path.join('.')}: ${fault.problem}`;
};

test('cells that can be broken so are taken', () => {
  const { touchedEvery: _rare, ...unread } = cache;
  expect([cache, memory, { ...memory, processor: 67, touchedEvery: '1h' }].map(faultOf)).toEqual(['', '', '']);
  expect(faultOf({ ...cache, fault: 'nibble', bits: [41, 42] })).toBe('');
  expect(faultOf({ ...memory, address: '0x00000041.ffffffff', fault: 'address-line' })).toBe('');
  expect(faultOf(unread)).toBe(
    'injects.0.touchedEvery: missing: a cell of a cache says whose cache it is, how it is touched and how often',
  );
});

test.each([
  [{ ...cache, processor: undefined }, /^injects.0.processor: missing: a cell of a cache says whose cache it is/],
  [{ ...cache, access: undefined }, /^injects.0.access: missing/],
  [
    { ...cache, processor: 12 },
    /^injects.0.processor: sf15k-domc has no processor 12, expected one of 64, 65, 66, 67$/,
  ],
  [{ ...memory, twice: true }, /^injects.0.twice: memory is read by one processor at a time, expected false$/],
  [{ ...memory, access: 'load' }, /^injects.0.access: memory is read, expected no access$/],
  [
    { ...memory, address: '0x00000042.00000000' },
    /^injects.0.address: sf15k-domc has no memory at 0x00000042.00000000, expected 0x00000040.00000000 to 0x00000041.ffffffff$/,
  ],
  [{ ...memory, address: '0x00010040.00000000' }, /^injects.0.address: sf15k-domc has no memory/],
  [
    { ...memory, fault: 'nibble', bits: [3, 4] },
    /^injects.0.bits: \[3, 4\] cannot be the bits of a nibble fault, expected two bits of one nibble, such as \[40, 42\]$/,
  ],
  [{ ...memory, bits: [3, 4] }, /^injects.0.bits: .* expected one bit/],
  [{ ...memory, fault: 'address-line', bits: [3] }, /^injects.0.bits: .* expected no bits/],
  [{ ...memory, fault: 'soft', stuckAt: 1 }, /^injects.0.stuckAt: a soft fault is not stuck, expected no stuckAt$/],
  [{ ...cache, touchedEvery: '9ms' }, /^injects.0.touchedEvery: 9ms is too often, expected at least 10ms$/],
  [{ ...cache, touchedEvery: '0.1ns' }, /^injects.0.touchedEvery: 0.1ns is no whole number of nanoseconds/],
  [{ ...cache, lasts: '100d' }, /^injects.0.lasts: 100d is no whole number of nanoseconds, or longer than 99 days$/],
])('what cannot be is refused: %#', (inject, problem) => {
  expect(faultOf(inject)).toMatch(problem);
});

test('TOUCH-8: no more than 256 cells', () => {
  const cells = (count: number): object[] => Array.from({ length: count }, () => memory);
  expect(drillFault(drillWith(cells(256)))).toBe(null);
  expect(drillFault(drillWith(cells(257)))?.problem).toBe('faulty cell 257, expected at most 256');
});

test('TOUCH-8: no more than five million touches', () => {
  const cell = { ...cache, touchedEvery: '100ms' };
  expect(drillFault(drillWith([{ ...cell, lasts: '138h' }]))).toBe(null);
  const fault = drillFault(
    drillWith([
      { ...cell, lasts: '100h' },
      { ...cell, lasts: '40h' },
    ]),
  );
  expect(fault?.path).toEqual(['injects', 1, 'touchedEvery']);
  expect(fault?.problem).toMatch(/^the cells up to here are touched 5,040,000 times, expected at most 5,000,000: /);
});

/** Cells as people might write them. */
const aCell = fc
  .record({
    ...{ at: fc.constantFrom('0s', '1m', '3h'), kind: fc.constant('faulty-cell'), host: fc.constant('sf15k-domc') },
    place: fc.constantFrom('cache', 'memory'),
    processor: fc.constantFrom(64, 65, 67),
    address: fc.constantFrom('0x00000040.00001230', '0x00000040.0000123f', '0x00000041.fffffff0'),
    fault: fc.constantFrom(...cellFaultKindSchema.options),
    contents: fc.constantFrom('random', 'zeros', 'ones'),
    access: fc.constantFrom(...cacheAccessSchema.options),
    touchedEvery: fc.constantFrom('10m', '20m', '2h'),
    mode: fc.constantFrom('privileged', 'user'),
    pageState: fc.constantFrom(...pageStateSchema.options),
    dumped: fc.boolean(),
    lasts: fc.constantFrom('0s', '1h', '30h'),
  })
  .map(({ access, ...cell }) => (cell.place === 'cache' ? { ...cell, access } : cell));

test('what is taken can be played to its end', () => {
  const aType = fc.constantFrom(...cpuTypeSchema.options);
  fc.assert(
    fc.property(fc.array(aCell, { minLength: 1, maxLength: 3 }), aType, (cells, cpuType) => {
      const taken = drillWith(cells);
      expect(drillFault(taken)).toBe(null);
      const drill = { ...taken, hosts: taken.hosts.map((host) => ({ ...host, cpuType })) };
      const run = createSimulation({ drill, seed: 3, responder: { kind: 'automatic' }, ending: 'unattended' });
      run.advance(longestRunNs, Number.POSITIVE_INFINITY);
      expect(run.ended).toBe(true);
    }),
    { numRuns: 150 },
  );
});
