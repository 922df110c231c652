import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourNs, minuteNs } from '../../../../shared/lib/time.ts';
import { type CacheAccess, cacheAccessSchema, cellFaultKindSchema } from '../../../../shared/model/drill.ts';
import { decodeSyndrome } from '../../hardware/ecc-syndromes.ts';
import { cacheCell, cellHost, memoryCell, playCells } from './cell-run.ts';

const command = (at: string, line: string) => ({ at, kind: 'command', host: cellHost, line }) as const;
const neverOffLine = { system: 'set automatic_cpu_removal=0\n' };

/** The names of the errors that were reported, each once, and how often. */
function namesOf(run: ReturnType<typeof playCells>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { data } of run.of('ecc.reported')) counts[data.name] = (counts[data.name] ?? 0) + 1;
  return counts;
}

describe('what touches a cell of a cache', () => {
  const events: Readonly<Record<CacheAccess, readonly [corrected: string, uncorrectable: string]>> = {
    load: ['UCC', 'UCU'],
    fetch: ['UCC', 'UCU'],
    'write-back': ['WDC', 'WDU'],
    'copy-out': ['CPC', 'CPU'],
    'store-merge': ['EDC', 'EDU'],
    'block-load': ['EDC', 'EDU'],
  };

  test.each(cacheAccessSchema.options)('TOUCH-1: a %s', (access) => {
    const [corrected, uncorrectable] = events[access];
    expect(Object.keys(namesOf(playCells([cacheCell({ access })], { host: neverOffLine })))).toEqual([corrected]);
    const nibble = cacheCell({ access, fault: 'nibble', bits: [40, 41], stuckAt: undefined, contents: 'random' });
    expect(Object.keys(namesOf(playCells([nibble], { host: neverOffLine })))).toEqual([uncorrectable]);
  });

  test('TOUCH-1: the registers show the error, the access and the bits', () => {
    const first = (changes: object): unknown => {
      const { afsr, afar, unum, syndrome } = playCells([cacheCell(changes)]).of('ecc.reported')[0]?.data ?? {};
      return [afsr, afar, unum, syndrome];
    };
    const at = ['0x00000040.00001230', 'SB2/P0/E1 J4300', 0x031];
    expect(first({})).toEqual(['0x00000040.00000031', ...at]);
    expect(first({ access: 'load', mode: 'privileged' })).toEqual(['0x00100400.00000031', ...at]);
    expect(first({ access: 'load' })).toEqual(['0x00000400.00000031', ...at]);
    expect(first({ access: 'store-merge', mode: 'privileged' })).toEqual(['0x00000010.00000031', ...at]);
  });

  test('ROW-2 TAG-5: the event that breaks a cell says where it is, and its error has the address of its 16 bytes', () => {
    const run = playCells([cacheCell({ address: '0x00000040.0000123d' })]);
    const [broken] = run.of('inject.faulty-cell');
    expect([broken?.data.address, broken?.data.unum, broken?.data.where]).toEqual([
      ...['0x00000040.00001230', 'SB2/P0/E1 J4300', 'line 9, sub-block 0'],
    ]);
    expect(run.of('ecc.reported')[0]?.data.afar).toBe('0x00000040.00001230');
    const [memory] = playCells([memoryCell({ address: '0x00000040.12345679' })]).of('inject.faulty-cell');
    expect([memory?.data.address, memory?.data.unum, memory?.data.where]).toEqual([
      ...['0x00000040.12345670', 'SB2/P1/B0/D1 J14400', 'row 1, line 298261'],
    ]);
  });

  test('TOUCH-1: any fault is reported with the syndrome of its bits, and as what that is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cellFaultKindSchema.options),
        fc.constantFrom(...cacheAccessSchema.options),
        fc.integer({ min: 0, max: 0xffff_ffff }),
        (fault, access, seed) => {
          const changes = { fault, access, bits: undefined, stuckAt: undefined, contents: 'random' } as const;
          const run = playCells([cacheCell(changes)], { host: neverOffLine, hours: 6, seed });
          const told = run.of('inject.faulty-cell')[0]?.data.bits ?? '';
          for (const { data } of run.of('ecc.reported')) {
            const found = decodeSyndrome(data.syndrome, 'US-III');
            const isCorrected = found.kind === 'data' || found.kind === 'check';
            expect(data.name).toBe(events[access][isCorrected ? 0 : 1]);
            if (!isCorrected || fault === 'address-line') continue;
            expect(told.replace(/ at [01]$/, '')).toBe(`${found.kind} bit ${found.bit}`);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('TOUCH-9: what is met twice has ME where it can, which takes a processor off-line at once for a UCC', () => {
    const met = (changes: object, cpuType = 'US-III'): unknown[] => {
      const run = playCells([cacheCell({ twice: true, ...changes })], { host: { cpuType }, hours: 3 });
      const errors = run.of('ecc.reported').map(({ data }) => [data.name, data.category, data.first, data.multiple]);
      const reasons = run.of('processor.offlined').map(({ data }) => data.reason);
      return [...errors.slice(0, 2), ...reasons];
    };
    const late = 'UCC Event with ME set';
    expect(met({ access: 'load' })).toEqual([['UCC', 'B', false, true], late]);
    expect(met({ access: 'load' }, 'US-III+')).toEqual([['UCC', 'A', true, false], ['UCC', 'B', false, true], late]);
    expect(met({ access: 'write-back' })[0]).toEqual(['WDC', 'A', false, false]);
    const nibble = { fault: 'nibble', bits: [40, 41], stuckAt: undefined };
    expect(met({ ...nibble, access: 'write-back' })[0]).toEqual(['WDU', 'C', false, true]);
  });

  test('TOUCH-2: touches come by chance, at the mean that the drill says', () => {
    const run = playCells([cacheCell({ touchedEvery: '1m', lasts: '20d' })], { host: neverOffLine });
    const times = run.of('ecc.reported').map(({ at }) => at);
    expect(times.length).toBeGreaterThan(1300);
    expect(times.length).toBeLessThan(1580);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(new Set(gaps).size).toBe(gaps.length);
    const shorter = gaps.filter((gap) => gap < minuteNs).length / gaps.length;
    expect(Math.abs(shorter - 0.632)).toBeLessThan(0.05);
  });

  test('CELL-2: with random data every other touch of a stuck bit meets it', () => {
    const met = playCells([cacheCell({ touchedEvery: '1m', contents: 'random' })], { host: neverOffLine });
    expect(met.of('ecc.reported').length).toBeGreaterThan(600);
    expect(met.of('ecc.reported').length).toBeLessThan(840);
  });

  test('TOUCH-2: an off-line processor touches nothing, but answers copy-outs of others', () => {
    const offLine = command('2h', 'psradm -f 64');
    const onLine = command('10h', 'psradm -n 64');
    const timesOf = (access: CacheAccess): number[] =>
      playCells([offLine, onLine, cacheCell({ access })], { host: neverOffLine })
        .of('ecc.reported')
        .map(({ at }) => at / hourNs);
    const isOff = (at: number): boolean => at > 2 && at < 10;
    expect(timesOf('load').filter(isOff)).toEqual([]);
    expect(timesOf('load').filter((at) => at > 10).length).toBeGreaterThan(5);
    expect(timesOf('copy-out').filter(isOff).length).toBeGreaterThan(5);
  });

  test('TOUCH-2: a copy-out needs a processor that asks for it', () => {
    const others = command('2h', 'psradm -f 65 66 67');
    const run = playCells([others, cacheCell({ access: 'copy-out' })], { host: neverOffLine });
    expect(run.of('ecc.reported').length).toBeGreaterThan(0);
    expect(run.of('ecc.reported').filter(({ at }) => at > 2 * hourNs)).toEqual([]);
  });

  test('TOUCH-2: a processor without power has nothing that could be touched', () => {
    const host = { platform: 'serengeti', firmware: 'honours-indictments', processors: [4] } as const;
    const injects = [
      cacheCell({ processor: 4, address: '0x00000008.00000010', access: 'copy-out', touchedEvery: '10m' }),
      command('5h', 'reboot'),
    ];
    const run = playCells(injects, { host });
    expect(run.of('processor.offlined')).toHaveLength(1);
    const before = run.of('ecc.reported').filter(({ at }) => at < 5 * hourNs);
    expect(before.length).toBeGreaterThan(10);
    expect(run.of('ecc.reported')).toHaveLength(before.length);
  });

  test('TOUCH-3: a loaded line is dumped as it was corrected, one that was passed on as it was read', () => {
    const dumped = (changes: object): string[] =>
      playCells([cacheCell({ contents: 'random', bits: [127], stuckAt: undefined, fault: 'soft', ...changes })])
        .lines()
        .filter((line) => line.includes('[AFT2]'));
    const bad = (lines: readonly string[]): string[] => lines.flatMap((line) => /Esynd=0x...$/.exec(line)?.[0] ?? []);
    expect(bad(dumped({ access: 'load' }))).toEqual([]);
    expect(bad(dumped({ access: 'store-merge' }))).toEqual([]);
    expect(bad(dumped({ access: 'copy-out' }))).toEqual(['Esynd=0x1b8']);
    expect(bad(dumped({ access: 'block-load' }))).toEqual(['Esynd=0x1b8']);
    const lost = dumped({ access: 'load', fault: 'nibble', bits: [107, 105] });
    expect(bad(lost)[0]).toMatch(/^Esynd=0x...$/);
    expect(lost.find((line) => line.endsWith(bad(lost)[0] ?? ''))).toContain('E$Data (0x30)');
    expect(bad(dumped({ access: 'store-merge', fault: 'nibble', bits: [107, 105] }))[0]).toBe('Esynd=0x003');
    const written = dumped({ access: 'write-back' });
    expect(bad(written)).toEqual([]);
    expect(written[0]).toContain('E$tag PA=0x00000040.00801200 does not match AFAR=0x00000040.00001230');
    expect(dumped({ dumped: false })).toEqual([]);
  });

  test('TOUCH-3: of a cache of several ways all lines are dumped where the line has gone', () => {
    const ways = (cpuType: 'US-III' | 'US-III+' | 'US-IIIi'): number =>
      playCells([cacheCell({ fault: 'soft', stuckAt: undefined })], { host: { cpuType } })
        .lines()
        .filter((line) => line.includes('does not match')).length;
    expect([ways('US-III'), ways('US-III+'), ways('US-IIIi')]).toEqual([1, 2, 4]);
  });

  test('TOUCH-7: a flipped bit is met once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (seed) => {
        const soft = cacheCell({ fault: 'soft', bits: undefined, stuckAt: undefined, contents: 'random' });
        expect(playCells([soft], { seed, hours: 30 }).of('ecc.reported')).toHaveLength(1);
      }),
      { numRuns: 20 },
    );
  });

  test('TOUCH-7: a boot clears what was flipped, and leaves what is broken', () => {
    const reboot = command('2m', 'reboot');
    const soft = cacheCell({ fault: 'soft', stuckAt: undefined, touchedEvery: '2h' });
    expect(playCells([soft, reboot]).of('ecc.reported')).toEqual([]);
    expect(playCells([cacheCell({ touchedEvery: '2h' }), reboot]).of('ecc.reported').length).toBeGreaterThan(1);
  });

  test('TOUCH-8: after its part has been changed nobody meets the cell', () => {
    const run = playCells([cacheCell({ touchedEvery: '10m', lasts: '5h' })], { host: neverOffLine });
    const times = run.of('ecc.reported').map(({ at }) => at);
    expect(times.length).toBeGreaterThan(10);
    expect(Math.max(...times)).toBeLessThan(5 * hourNs + minuteNs);
  });

  test('three touches of a stuck cell take its processor off-line, and the causes lead back to it', () => {
    const run = playCells([cacheCell()]);
    expect(namesOf(run)).toEqual({ WDC: 3 });
    const [off] = run.of('processor.offlined');
    const causes = run.causesOf(off?.seq ?? 0);
    const chain = run.log.filter(({ seq }) => causes.has(seq)).map(({ kind }) => kind);
    expect(chain).toEqual([
      ...['inject.faulty-cell', 'ecc.reported', 'ecc.reported', 'ecc.reported', 'serd.fired', 'processor.offlined'],
    ]);
  });
});

describe('bad data on its way', () => {
  const nibble = (access: CacheAccess, touchedEvery = '3s') =>
    cacheCell({ access, touchedEvery, fault: 'nibble', bits: [40, 42], stuckAt: undefined, contents: 'random' });

  test('TOUCH-4: what was written back bad is met by who reads it, who stays on-line', () => {
    const run = playCells([nibble('write-back', '1s')], { hours: 1 });
    expect(run.of('processor.offlined').map(({ subject }) => subject)).toEqual([`${cellHost}/64`]);
    const readers = run.of('memory.reported');
    expect(readers.length).toBeGreaterThan(0);
    for (const { data } of readers) {
      expect([data.name, data.syndrome, data.afar]).toEqual(['UE', 0x071, '0x00000040.00001230']);
    }
    // From whoever read it the causes lead to who wrote it back, and to what is broken there.
    const chain = [...run.causesOf(readers[0]?.seq ?? 0)].map((seq) => run.log[seq - 1]);
    expect(chain.map((event) => event?.kind)).toEqual(['memory.reported', 'ecc.reported', 'inject.faulty-cell']);
    expect(chain[1]?.subject).toBe(`${cellHost}/64`);
    // The page is cleared after that, and all is well.
    const cleared = run.of('memory-page.cleared')[0]?.at ?? 0;
    expect(readers.filter(({ at }) => at > cleared)).toEqual([]);
  });

  test('TOUCH-4: what was copied out bad is met by who asked for it', () => {
    const run = playCells([nibble('copy-out')], { hours: 1, host: neverOffLine });
    const owners = run.of('ecc.reported');
    const readers = run.of('memory.reported');
    expect(new Set(owners.map(({ data }) => `${data.processor} ${data.name}`))).toEqual(new Set(['64 CPU']));
    expect(readers.map(({ at }) => at)).toEqual(owners.map(({ at }) => at));
    expect(readers.flatMap(({ causes }) => causes)).toEqual(owners.map(({ seq }) => seq));
    expect(new Set(readers.map(({ data }) => data.syndrome))).toEqual(new Set([0x071]));
    expect(readers.some(({ data }) => data.processor === 64)).toBe(false);
  });

  test('TOUCH-5: bad data merged with a store is met once more with its mark, by a victim', () => {
    const run = playCells([nibble('store-merge')], { hours: 1, host: { system: 'set automatic_cpu_removal=3\n' } });
    const met = run.of('ecc.reported').map(({ data }) => [data.name, data.syndrome]);
    const [first, second] = met;
    expect(first?.[0]).toBe('EDU');
    expect(first?.[1]).not.toBe(0x003);
    expect(second).toEqual(['EDU', 0x003]);
    const victims = playCells([nibble('store-merge', '200ms')], { hours: 1 })
      .of('ecc.reported')
      .filter(({ data }) => data.syndrome === 0x003);
    expect(victims.length).toBeGreaterThan(0);
    expect(victims.every(({ data }) => data.category === '')).toBe(true);
  });
});
