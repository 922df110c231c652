import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Drill, type DrillInput, drillSchema } from '../../shared/model/drill.ts';
import { importDrill } from './import-drill.ts';
import { playedLog } from './played-log.ts';

function imported(text: string): Drill {
  const result = importDrill({ name: 'messages', text });
  if ('problem' in result) throw new Error(`${result.place}: ${result.problem}`);
  return result.drill;
}

const drillOf = (injects: DrillInput['injects']): Drill =>
  drillSchema.parse({
    version: 1,
    title: 'memory',
    startsAt: '2003-10-23T11:36:55.500Z',
    hosts: [
      {
        ...{ name: 'sf15k-domc', platform: 'starcat', node: 0, cpuType: 'US-III', release: 'solaris9' },
        ...{ bootedAt: '2003-10-23T11:20:49.500Z', processors: [64, 65] },
      },
    ],
    people: [
      { id: 'dana', name: 'Dana Whitfield' },
      { id: 'ravi', name: 'Ravi Menon' },
    ],
    injects,
  });

const hex = (value: number): string => value.toString(16).padStart(8, '0');

const errorArbitrary = fc.record({
  second: fc.integer({ min: 10, max: 400 }),
  processor: fc.constantFrom(64, 65),
  name: fc.constantFrom('CE', 'CE', 'CE', 'UE'),
  class: fc.constantFrom('intermittent', 'persistent', 'sticky'),
  mode: fc.constantFrom('user', null),
  access: fc.constantFrom('data', 'instruction'),
  module: fc.constantFrom('SB2/P0/B0/D0 J13300', 'SB2/P1/B0/D0 J14300'),
  pageState: fc.constantFrom('free', 'clean', 'dirty', 'kernel', 'locked'),
});
type MemoryError = typeof errorArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

/** Every error in a page of its own. */
const injectOf = ({ second, name, mode, ...rest }: MemoryError, index: number): DrillInput['injects'][number] =>
  ({
    ...rest,
    ...{ at: `${second}s`, kind: 'memory', host: 'sf15k-domc', name, faultPc: '0x10152880' },
    afsr: name === 'CE' ? '0x00000002.00000031' : '0x00000004.0000017a',
    afar: `0x000000a1.${hex(index * 0x2000)}`,
    mode: name === 'CE' ? null : mode,
  }) as DrillInput['injects'][number];

test('a drill made of a log with errors of memory logs the same again, pages and modules and all', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(errorArbitrary, { minLength: 1, maxLength: 14, selector: ({ second }) => second }),
      (all) => {
        const log = playedLog(drillOf(all.sort((one, other) => one.second - other.second).map(injectOf)));
        expect(playedLog(imported(log.join('\n')))).toEqual(log);
      },
    ),
    { numRuns: 60 },
  );
});

describe('what a second look has found', () => {
  const head = (second: number, errId: string): string[] => [
    `Oct 23 11:37:${second} a SUNW,UltraSPARC-III+: [ID 1 kern.info] NOTICE: [AFT0] Corrected system bus (CE) Event detected by CPU4 at TL=0, errID ${errId}`,
    `Oct 23 11:37:${second} a     AFSR 0x00000002<CE>.00000031 AFAR 0x00000021.5c8a6000`,
    `Oct 23 11:37:${second} a     Fault_PC 0x10152880 Esynd 0x0031 /N0/SB1/P0/B0/D0 J13300`,
  ];
  const found = (errId: string, word: string): string =>
    `Oct 23 11:37:30 a SUNW,UltraSPARC-III+: [ID 2 kern.info] [AFT0] errID ${errId} Corrected Memory Error on /N0/SB1/P0/B0/D0 J13300 is ${word}`;
  const [one, other] = ['0x000000e3.2774aaf0', '0x000000e4.2774aaf0'];

  test.each(['Intermittent', 'Persistent', 'Sticky'])('is %s where a line under its error id says so', (word) => {
    const { injects } = imported([...head(10, one), found(one, word)].join('\n'));
    expect(injects).toMatchObject([{ kind: 'memory', name: 'CE', class: word.toLowerCase(), errId: one }]);
  });

  test('is not told by a line under another error id', () => {
    const { injects } = imported([...head(10, one), ...head(20, other), found(one, 'Sticky')].join('\n'));
    expect(injects).toMatchObject([{ class: 'intermittent' }, { class: 'intermittent' }]);
  });
});

test('an uncorrectable error of the kernel that the log outlives had been expected', () => {
  const inject = { second: 10, processor: 64, name: 'UE', class: 'persistent', mode: null } as const;
  const rest = { access: 'data', module: 'SB2/P0/B0/D0 J13300', pageState: 'clean' } as const;
  const error = { ...injectOf({ ...inject, ...rest }, 1), mode: 'privileged', protected: true };
  const log = playedLog(drillOf([error as DrillInput['injects'][number]]));
  expect(log.join('\n')).not.toContain('panic');
  expect(imported(log.join('\n')).injects).toMatchObject([{ name: 'UE', mode: 'privileged', protected: true }]);
});
