import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourNs, secondNs } from '../../../../shared/lib/time.ts';
import { memoryOf } from '../../hardware/memory-layout.ts';
import { nextScrubInNs, scrubPlan } from '../memory/scrubber.ts';
import { drillHostOf } from '../test-processors.ts';
import { cacheCell, cellHost, memoryCell, playCells } from './cell-run.ts';

const command = (at: string, line: string) => ({ at, kind: 'command', host: cellHost, line }) as const;
/** Nothing is retired, so that every sweep meets what is broken. */
const neverRetired = { system: 'set automatic_page_removal=0\n' };
const hoursOf = (events: readonly { readonly at: number }[]): number[] => events.map(({ at }) => at / hourNs);

describe('the scrubber', () => {
  test('SCRUB-5: a stuck bit is met in every sweep, each 12 hours after the other, at the computed instant', () => {
    const run = playCells([memoryCell({ lasts: '4d' })], { host: neverRetired, hours: 96 });
    const met = run.of('memory.reported');
    const host = drillHostOf({});
    const plan = scrubPlan(memoryOf(host), { disabled: false, periodSeconds: 43_200, spanPages: 1024 });
    const sinceBootNs = 965.5 * secondNs;
    const firstNs = plan === null ? null : nextScrubInNs(plan, 0x40_1234_5670, BigInt(sinceBootNs + 60 * secondNs));
    expect(met).toHaveLength(8);
    expect(met[0]?.at).toBe((firstNs ?? 0) + 60 * secondNs);
    expect(met.slice(1).map(({ at }, index) => at - (met[index]?.at ?? 0))).toEqual(
      Array.from({ length: 7 }, () => 12 * hourNs),
    );
    expect(met.every(({ data }) => data.name === 'CE' && data.class === 'sticky')).toBe(true);
  });

  test('SCRUB-5: a flipped bit is met once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 0, max: 65_535 }), (seed, page) => {
        const address = `0x00000040.${(page * 65_536 + 0x20).toString(16).padStart(8, '0')}`;
        const soft = memoryCell({ address, fault: 'soft', bits: undefined, stuckAt: undefined, lasts: '3d' });
        const met = playCells([soft], { seed, hours: 72 }).of('memory.reported');
        expect(met.map(({ data }) => [data.name, data.class])).toEqual([['CE', 'persistent']]);
      }),
      { numRuns: 20 },
    );
  });

  test('SCRUB-5: a retired page is touched no more, until it is returned', () => {
    const unretire = { at: '30h', kind: 'unretire-page', host: cellHost, address: '0x00000040.12345670' } as const;
    const run = playCells([memoryCell({ lasts: '4d' }), unretire], { hours: 72 });
    expect(hoursOf(run.of('memory-page.retired')).map(Math.floor)).toEqual([0, 36]);
    expect(hoursOf(run.of('memory.reported')).map(Math.floor)).toEqual([0, 36]);
  });

  test('SCRUB-5: a boot starts the scrubber anew', () => {
    const run = playCells([memoryCell(), command('5h', 'reboot')], { host: neverRetired, hours: 24 });
    const hours = hoursOf(run.of('memory.reported'));
    const sinceBoot = (hours[0] ?? 0) + 965.5 / 3600;
    expect(hours).toHaveLength(3);
    expect(hours[1]).toBeGreaterThan(5);
    expect(hours[1]).toBeLessThan(6);
    expect((hours[2] ?? 0) - (hours[1] ?? 0)).toBeCloseTo(12, 9);
    expect(sinceBoot).toBeLessThan(1);
  });

  test('SCRUB-4: turned off by /etc/system it says so and meets nothing; with a shorter period it meets more', () => {
    const off = playCells([memoryCell()], { host: { system: 'set disable_memscrub=1\n' } });
    expect(off.of('memory.reported')).toEqual([]);
    expect(off.lines().filter((line) => line.includes('Memory scrubber exiting'))).toHaveLength(1);
    const often = { system: `${neverRetired.system}set memscrub_period_sec=3600\n` };
    expect(playCells([memoryCell()], { host: often, hours: 23 }).of('memory.reported')).toHaveLength(23);
  });

  test('nothing happens where nothing is broken', () => {
    const run = playCells([command('1h', 'psrinfo')], { hours: 100 });
    expect(run.engine.nextAtNs()).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('what a second look finds', () => {
  const classes = (fault: 'soft' | 'stuck' | 'weak'): Record<string, number> => {
    const counts: Record<string, number> = {};
    const many = Array.from({ length: 200 }, (_, index) => {
      const address = `0x00000040.${(0x100_0000 + index * 0x1_0000).toString(16).padStart(8, '0')}`;
      return memoryCell({ fault, address, stuckAt: fault === 'stuck' ? 1 : undefined, bits: [index % 137] });
    });
    for (const { data } of playCells(many, { host: neverRetired, hours: 13 }).of('memory.reported')) {
      counts[data.class] = (counts[data.class] ?? 0) + 1;
    }
    return counts;
  };

  test('TOUCH-6: a flipped bit is persistent, a stuck one sticky', () => {
    expect(classes('soft')).toEqual({ persistent: 200 });
    expect(classes('stuck')).toEqual({ sticky: 200 });
  });

  test('TOUCH-6: a weak one is each of the three, most often intermittent', () => {
    const { intermittent = 0, persistent = 0, sticky = 0 } = classes('weak');
    const met = intermittent + persistent + sticky;
    expect(met).toBeGreaterThan(70);
    expect(met).toBeLessThan(130);
    expect(intermittent).toBeGreaterThan(persistent);
    expect(intermittent).toBeGreaterThan(sticky);
    expect(Math.min(persistent, sticky)).toBeGreaterThan(10);
  });
});

describe('code that reads memory', () => {
  const read = {
    touchedEvery: '20m',
    contents: 'random',
    fault: 'nibble',
    bits: [64, 66],
    stuckAt: undefined,
  } as const;

  test('TOUCH-2: the processor that the drill names reads it, or any that runs', () => {
    const readersOf = (processor: number | undefined): Set<number> =>
      new Set(
        playCells([memoryCell({ ...read, fault: 'stuck', bits: [1], contents: 'zeros', stuckAt: 1, processor })], {
          host: { system: `${neverRetired.system}set disable_memscrub=1\n` },
        })
          .of('memory.reported')
          .map(({ data }) => data.processor),
      );
    expect([...readersOf(66)]).toEqual([66]);
    expect([...readersOf(undefined)].sort()).toEqual([64, 65, 66, 67]);
  });

  test('TOUCH-2: memory of a processor without power is not read', () => {
    const host = { platform: 'serengeti', firmware: 'honours-indictments', processors: [4] };
    const often = {
      touchedEvery: '10m',
      contents: 'zeros',
      fault: 'stuck',
      bits: [1],
      stuckAt: 1,
      pageState: 'locked',
    };
    const injects = [
      cacheCell({ processor: 5, address: '0x00000008.00000010', touchedEvery: '10m' }),
      memoryCell({ ...often, address: '0x00000008.00000040' }),
      memoryCell({ ...often, address: '0x00000008.00000080' }),
      command('5h', 'reboot'),
    ];
    const metAfter = playCells(injects, { host })
      .of('memory.reported')
      .filter(({ at }) => at > 6 * hourNs)
      .map(({ data }) => data.unum.slice(0, 10));
    expect(new Set(metAfter)).toEqual(new Set(['/N0/SB1/P2']));
  });

  test('ROW-4: two bits name the bank, and its page is retired, since the error comes back', () => {
    const run = playCells([memoryCell(read)]);
    const [met] = run.of('memory.reported');
    expect([met?.data.name, met?.data.unum]).toEqual(['UE', 'SB2/P1/B0 J14300 J14400 J14500 J14600']);
    expect(run.of('memory-page.retired').map(({ data }) => data.reason)).toEqual(['uncorrectable']);
    expect(run.of('memory.reported')).toHaveLength(1);
  });

  test('SCRUB-6: the kernel dies of bad data that its code reads, but not where the scrubber reads it', () => {
    const downs = (changes: object, host: object): number =>
      playCells([memoryCell({ ...read, ...changes })], { host }).of('host.went-down').length;
    const unscrubbed = { system: 'set disable_memscrub=1\n' };
    expect(downs({ mode: 'privileged' }, unscrubbed)).toBeGreaterThan(0);
    expect(downs({ mode: 'user' }, unscrubbed)).toBe(0);
    expect(downs({ mode: 'privileged', touchedEvery: undefined }, {})).toBe(0);
    const [met] = playCells([memoryCell({ ...read, touchedEvery: undefined })]).of('memory.reported');
    expect([met?.data.name, met?.data.afsr.slice(0, 10)]).toEqual(['UE', '0x00100004']);
  });

  test('TOUCH-7: a page that is cleared has no flipped bits any more', () => {
    const soft = memoryCell({ address: '0x00000040.80001000', fault: 'soft', stuckAt: undefined });
    const spoilt = { fault: 'nibble', bits: [40, 42], stuckAt: undefined, touchedEvery: '1m' } as const;
    const bad = cacheCell({ ...spoilt, address: '0x00000040.80000000' });
    const metAt = (injects: Parameters<typeof playCells>[0]): string[] =>
      playCells(injects, { hours: 20 })
        .of('memory.reported')
        .map(({ data }) => data.afar);
    expect(metAt([soft])).toEqual([soft.address]);
    expect(metAt([soft, bad])).not.toContain(soft.address);
  });

  test('soft errors of one module fill its bucket until a page goes', () => {
    const offsets = ['12345670', '12405670', '12505670'];
    const injects = offsets.map((low) => {
      return memoryCell({ address: `0x00000040.${low}`, fault: 'soft', stuckAt: undefined });
    });
    const run = playCells(injects, { hours: 14 });
    expect(run.of('module.counted').map(({ data }) => data.count)).toEqual([1, 2, 3]);
    const [overflowed] = run.of('module.overflowed');
    expect(overflowed?.causes).toHaveLength(3);
    expect(run.of('memory-page.retired').map(({ data }) => data.address)).toEqual(['0x00000040.12504000']);
    const roots = [...run.causesOf(overflowed?.seq ?? 0)].map((seq) => run.log[seq - 1]?.kind);
    expect(roots.filter((kind) => kind === 'inject.faulty-cell')).toHaveLength(3);
  });
});
