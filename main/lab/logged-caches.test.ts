import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CacheDump,
  type CacheMegabytes,
  type CpuType,
  type Drill,
  type DrillInput,
  drillSchema,
} from '../../shared/model/drill.ts';
import { type RecordedDump, recordedDumps } from '../../test/vectors/ecc/recorded-dumps.ts';
import { cacheOf, cacheSizesOf, isTagOf, stateOf, subBlockOf } from '../simulation/hardware/l2-cache.ts';
import { printRegister, readRegister } from '../simulation/hardware/register.ts';
import { drillFault } from './drill-checks.ts';
import { importDrill } from './import-drill.ts';
import { playedLog } from './played-log.ts';

interface DumpedError {
  readonly afar: string;
  readonly dump: CacheDump;
}

/** A drill of one host with one error every ten seconds. */
function drillOf(host: Partial<DrillInput['hosts'][number]>, errors: readonly DumpedError[]): Drill {
  return drillSchema.parse({
    version: 1,
    title: 'Dumps',
    startsAt: '2003-10-23T11:36:55Z',
    hosts: [
      {
        ...{ name: 'sf15k-domc', platform: 'starcat', cpuType: 'US-III', release: 'solaris9', processors: [64] },
        bootedAt: '2003-10-23T11:20:49.5Z',
        ...host,
      },
    ],
    people: [
      { id: 'dana', name: 'Dana' },
      { id: 'ravi', name: 'Ravi' },
    ],
    injects: errors.map(({ afar, dump }, index) => ({
      ...{ at: `${10 * (index + 1)}s`, kind: 'ecc', host: 'sf15k-domc', processor: 64, name: 'WDC' },
      ...{ afsr: '0x00000040.000001f0', afar, faultPc: '0x10152880', dump },
    })),
  });
}

function imported(lines: readonly string[]): { drill: Drill; yaml: string } {
  const result = importDrill({ name: 'messages', text: lines.join('\n'), year: 2003 });
  if ('problem' in result) throw new TypeError(`${result.place}: ${result.problem}`);
  return result;
}

const dumpsOf = (drill: Drill): unknown[] =>
  drill.injects.map((inject) => (inject.kind === 'ecc' ? inject.dump : null));

type Chunk = CacheDump['data'][number];

/** A recorded dump as a drill has it. */
function drillDump({ lines }: RecordedDump): CacheDump {
  const [line, ...otherWays] = lines.map(({ tag, state, match, data }) =>
    drillSchema.shape.injects.element.options[0].shape.dump
      .unwrap()
      .parse({ tag, state, match, data: data.map(([high, low, ecc]) => [high, low, ecc]) }),
  );
  if (line === undefined) throw new TypeError('a recorded dump has a line');
  return otherWays.length === 0 ? line : { ...line, otherWays };
}

describe('recorded dumps', () => {
  test.each(recordedDumps)('$source: played and imported it is the same', ({ source: _, cpuType, afar, ...dump }) => {
    const drill = drillOf({ cpuType }, [{ afar, dump: drillDump({ source: '', cpuType, afar, ...dump }) }]);
    expect(drillFault(drill)).toBeNull();
    expect(dumpsOf(imported(playedLog(drill)).drill)).toEqual(dumpsOf(drill));
  });

  test('a dump that no cache can have printed is left out and said to be', () => {
    const text = readFileSync(new URL('../../test/vectors/messages/category-a.log', import.meta.url), 'utf8');
    const { drill, yaml } = imported([text.replaceAll('E$tag 0x00000140.01000001', 'E$tag 0x00000142.01000001')]);
    expect(dumpsOf(drill)).toEqual([undefined, undefined, null, undefined, null]);
    expect(yaml).toContain('does not fit its registers and is left out');
  });
});

const half = fc.integer({ min: 0, max: 0xffff_ffff });
const register = fc.record({ high: half, low: half });
const chunk: fc.Arbitrary<Chunk> = fc
  .tuple(register, register, fc.integer({ min: 0, max: 0x1ff }))
  .map(([high, low, ecc]) => [printRegister(high), printRegister(low), `0x${ecc.toString(16).padStart(3, '0')}`]);
const address = fc.record({ high: fc.integer({ min: 0, max: 0x7ff }), low: half });
const host = fc
  .constantFrom<CpuType>('US-III', 'US-III+', 'US-IIIi')
  .chain((cpuType) =>
    fc.constantFrom<CacheMegabytes>(...cacheSizesOf(cpuType)).map((cacheMegabytes) => ({ cpuType, cacheMegabytes })),
  );

/** One error with a dump of whatever was in the cache. */
const errorOf = (of: { cpuType: CpuType; cacheMegabytes: CacheMegabytes }): fc.Arbitrary<DumpedError> =>
  fc.tuple(address, register, chunk, chunk, chunk, chunk).map(([afar, tag, ...data]) => {
    const cache = cacheOf(of);
    const state = stateOf(cache, tag, subBlockOf(cache, afar));
    return {
      afar: printRegister(afar),
      dump: { tag: printRegister(tag), state, match: isTagOf(cache, tag, afar), data },
    };
  });

test('a log with dumps of any cache is imported as a drill that logs it again', () => {
  const drills = host.chain((of) =>
    fc.array(errorOf(of), { minLength: 1, maxLength: 5 }).map((errors) => drillOf(of, errors)),
  );
  const dumpedLines = (drill: Drill): string[] =>
    playedLog(drill)
      .filter((line) => /AFT2|E\$tag/.test(line))
      .map((line) => line.replace(/^.{15}/, ''));
  fc.assert(
    fc.property(drills, (drill) => {
      expect(drillFault(drill)).toBeNull();
      expect(dumpedLines(imported(playedLog(drill)).drill)).toEqual(dumpedLines(drill));
    }),
    { numRuns: 60 },
  );
});

test('a log whose dumps have been damaged is imported all the same', () => {
  const text = ['a', 'b', 'c']
    .map((name) => readFileSync(new URL(`../../test/vectors/messages/category-${name}.log`, import.meta.url), 'utf8'))
    .join('');
  const dumpStarts = [...text.matchAll(/AFT2|E\$tag/g)].map(({ index }) => index);
  const damage = fc.tuple(
    fc.constantFrom(...dumpStarts),
    fc.integer({ min: 0, max: 90 }),
    fc.constantFrom('', '0', 'f', ' ', '\n', 'E$', '[AFT2] '),
  );
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 8 }), (damages) => {
      const damaged = damages.reduce(
        (whole, [start, offset, by]) => `${whole.slice(0, start + offset)}${by}${whole.slice(start + offset + 1)}`,
        text,
      );
      expect(importDrill({ name: 'messages', text: damaged, year: 2003 })).toHaveProperty('drill');
    }),
    { numRuns: 500 },
  );
});

describe('dumps that cannot be', () => {
  const first = recordedDumps[0];
  const both = recordedDumps[5];
  if (first === undefined || both === undefined) throw new TypeError('six dumps are recorded');
  const dump = drillDump(first);
  const ways = drillDump(both);
  const fault = (of: Partial<DrillInput['hosts'][number]>, changed: CacheDump, afar = first.afar): unknown =>
    drillFault(drillOf(of, [{ afar, dump: changed }]));

  test('state and match are those of the tag', () => {
    expect(fault({}, dump)).toBeNull();
    expect(fault({}, { ...dump, state: 'Owner' })).toEqual({
      path: ['injects', 0, 'dump', 'state'],
      problem: 'the tag 0x00000140.01000001 has sub-block 0 in the state Shared, expected Shared',
    });
    expect(fault({}, { ...dump, match: true })).toEqual({
      path: ['injects', 0, 'dump', 'match'],
      problem: 'the tag 0x00000140.01000001 is not that of the AFAR in a cache of 8 MB, expected false',
    });
  });

  test('other ways are there only where a cache has them and none holds the line', () => {
    const place = ['injects', 0, 'dump', 'otherWays'];
    const on = { cpuType: 'US-III+' } as const;
    expect(fault(on, ways, both.afar)).toBeNull();
    expect(fault({}, { ...dump, otherWays: [dump] })).toMatchObject({
      path: place,
      problem: expect.stringMatching(/at most 1:/),
    });
    const matching = { ...ways, tag: printRegister(readRegister('0x00000003.b2800000')), match: true };
    expect(fault(on, matching, both.afar)).toMatchObject({
      path: place,
      problem: expect.stringMatching(/expected no line of another way/),
    });
    const wrong = { ...ways, otherWays: (ways.otherWays ?? []).map((line) => ({ ...line, match: true })) };
    expect(fault(on, wrong, both.afar)).toMatchObject({ path: [...place, 0, 'match'] });
  });

  test('TAG-1: a US-IIIi has 1 MB', () => {
    expect(fault({ cpuType: 'US-IIIi', cacheMegabytes: 8 }, dump)).toEqual({
      path: ['hosts', 0, 'cacheMegabytes'],
      problem: 'a US-IIIi has no cache of 8 MB, expected 1',
    });
  });
});
