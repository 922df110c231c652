import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minuteNs, secondNs } from '../../../shared/lib/time.ts';
import { consoleDrill, consoleHost, type Injects } from './commands/console-bench.ts';
import { PlayedRun } from './played-run.ts';

const error = (changes: object, at = '10s'): Injects[number] =>
  ({
    ...{ at, kind: 'ecc', host: consoleHost.name, processor: 64, name: 'WDC', afsr: '0x00000040.000001f0' },
    ...{ afar: '0x000000a1.f06b4000', faultPc: '0x10152880', errId: '0x000000e3.2774aaf0', ...changes },
  }) as Injects[number];

const play = (changes: object, host: object = {}, untilNs = 20 * minuteNs): PlayedRun =>
  new PlayedRun(consoleDrill([error(changes)], host)).advance(untilNs);

const plus = { cpuType: 'US-III+' };
const headersOf = (run: PlayedRun): string[] =>
  run
    .lines()
    .filter((line) => line.includes(' Event detected by '))
    .map((line) => line.replace(/.*(\[AFT\d\] .*) Event detected.*/, '$1'));

describe('SOL-14 SOL-15: a trap that finds several errors', () => {
  test('logs them one after the other, under one error id, each with what belongs to it', () => {
    const both = play({ trap: 'disrupting', afsr: '0x00100440.00000031' });
    expect(both.lines().map((line) => line.replace(/ID \d+ /, ''))).toEqual([
      'SUNW,UltraSPARC-III: [kern.info] NOTICE: [AFT0] Orphaned UCC Event detected by CPU64 at TL=0, errID 0x000000e3.2774aaf0',
      '    AFSR 0x00100440<PRIV,UCC,WDC>.00000031 AFAR 0x000000a1.f06b4000',
      '    Fault_PC 0x10152880 Esynd 0x0031 AMBIGUOUS SB2/P0/E0 J4400',
      'SUNW,UltraSPARC-III: [kern.info] [AFT0] errID 0x000000e3.2774aaf0 Data Bit 40 was in error and corrected',
      'SUNW,UltraSPARC-III: [kern.info] NOTICE: [AFT0] WDC Event detected by CPU64 at TL=0, errID 0x000000e3.2774aaf0',
      '    AFSR 0x00100440<PRIV,UCC,WDC>.00000031 AFAR 0x000000a1.f06b4000 INVALID',
      '    Fault_PC 0x10152880 Esynd 0x0031 AMBIGUOUS SB2/P0/E0 J4400',
      'SUNW,UltraSPARC-III: [kern.info] [AFT0] errID 0x000000e3.2774aaf0 Data Bit 40 was in error and corrected',
    ]);
    expect(both.of('serd.counted')).toHaveLength(2);
  });

  test('without the trap only the named error is logged, whatever else is on', () => {
    expect(headersOf(play({ afsr: '0x00100440.00000031' }))).toEqual(['[AFT0] WDC']);
  });
});

describe('SOL-16: first error and the second logging', () => {
  const twice = {
    ...{ name: 'UCC', trap: 'fast-ecc', mode: 'privileged', errId: '0x0001487b.327ee8b0', processor: 5 },
    ...{ afsr: '0x00300400.00000031', afar: '0x00000000.02c4e8f0', faultPc: '0x104e860' },
    shadow: { afsr: '0x00100400.00000031', afar: '0x00000000.02c4e8f0' },
  };
  const serengeti = { ...plus, platform: 'serengeti', processors: [5] };

  test('the shadow registers make the recorded pair, ids included, in one trap', () => {
    const run = play(twice, serengeti);
    expect(
      run.of('message.logged').flatMap(({ data }) => (data.text.includes(' Event detected ') ? [data.id] : [])),
    ).toEqual([135428, 391224]);
    const [first, again] = run.of('ecc.reported');
    expect(again?.causes).toEqual([...(first?.causes ?? []), first?.seq]);
    expect(run.of('serd.counted')).toHaveLength(1);
    expect(run.of('processor.offlined').map(({ data }) => data.reason)).toEqual(['UCC Event with ME set']);
  });

  test('SOL-21: with the latest patches a single one counts once', () => {
    const run = play(twice, { ...serengeti, kernelPatch: 'late' });
    expect(run.of('ecc.reported').map(({ data }) => data.category)).toEqual(['A', 'A']);
    expect(run.of('serd.counted')).toHaveLength(1);
    expect(run.of('processor.offlined')).toEqual([]);
  });
});

describe('SOL-21: what the first patches do not take note of', () => {
  test.each(['WDU', 'EDU', 'UCU', 'CPU'])('%s', (name) => {
    const afsr = { WDU: '0x00000020', EDU: '0x00000008', UCU: '0x00000200', CPU: '0x00000080' }[name];
    const offlined = (kernelPatch: string): number =>
      play({ name, afsr: `${afsr}.0000017a` }, { kernelPatch }).of('processor.offlined').length;
    expect([offlined('early'), offlined('usual'), offlined('late')]).toEqual([
      name === 'UCU' || name === 'CPU' ? 1 : 0,
      1,
      1,
    ]);
  });
});

describe('SOL-18: what stops the processor', () => {
  test('is logged, and the system controller resets the domain', () => {
    const run = play({ name: 'IERR', afsr: '0x00040000.00000000' });
    expect(run.lines().slice(0, 3).join('\n')).toMatch(
      /NOTICE: \[AFT0\] IERR Fatal Event detected by CPU64 at TL=0, errID \S+\n {4}AFSR 0x00040000<IERR>\.00000000 AFAR \S+ INVALID\n {4}Fault_PC 0x10152880$/,
    );
    expect(run.of('host.went-down').map(({ data }) => data.panicked)).toEqual([false]);
    expect(run.causesOf(run.of('host.booted').at(-1)?.seq ?? 0)).toContain(run.of('inject.ecc')[0]?.seq);
  });

  test.each([
    ['US-III', 'EMU', '0x00008000.00000000'],
    ['US-III+', 'TUE_SH', '0x40000000.00000000'],
    ['US-IIIi', 'JETO', '0x02000000.00000000'],
  ])('of a %s %s', (cpuType, name, afsr) => {
    const run = play({ name, afsr, module: 'SB2/P0' }, { cpuType });
    expect(headersOf(run)).toEqual([`[AFT${name === 'JETO' ? 0 : 1}] ${name} Fatal`]);
    expect(run.of('host.booted')).toHaveLength(2);
  });
});

describe('SOL-19: what the kernel cannot go on after', () => {
  const panicked = (changes: object, host: object = {}): boolean =>
    play(changes, host)
      .of('host.went-down')
      .some(({ data }) => data.panicked);
  const timeout = { name: 'TO', afsr: '0x00101000.00000000', afar: '0x00000400.0f000000' };

  test('it says where and because of what, and boots', () => {
    const run = play({ ...timeout, mode: 'privileged' });
    const lines = run.lines();
    expect(lines.slice(3, 7)).toEqual([
      'unix: [ID 836849 kern.notice] ',
      '^Mpanic[cpu64]/thread=2a10021fd20: ',
      expect.stringMatching(/^unix: \[ID \d{6} kern\.notice\] \[AFT1\] errID 0x000000e3\.2774aaf0 TO Error\(s\)$/),
      '    See previous message(s) for details',
    ]);
    expect(lines[0]).toContain('[AFT1] Timeout (TO) Event detected by CPU64 Privileged Data Access at TL=0');
    expect(
      lines.some((line) => line.includes('reboot after panic: [AFT1] errID 0x000000e3.2774aaf0 TO Error(s)')),
    ).toBe(true);
    expect(run.causesOf(run.of('host.went-down')[0]?.seq ?? 0)).toContain(run.of('ecc.reported')[0]?.seq);
  });

  test('its own accesses, and any in a trap handler; not those that may fail, nor those of programs', () => {
    expect(panicked({ ...timeout, mode: 'privileged' })).toBe(true);
    expect(panicked({ ...timeout, mode: 'privileged', protected: true })).toBe(false);
    expect(panicked({ ...timeout, mode: 'user' })).toBe(false);
    expect(panicked({ ...timeout, mode: 'user', trapLevel: 1 })).toBe(true);
    expect(panicked({ name: 'DTO', afsr: '0x08100000.00000000', mode: 'privileged' }, plus)).toBe(false);
    expect(panicked({ name: 'RUE', afsr: '0x00100001.00000000', mode: 'privileged' }, { cpuType: 'US-IIIi' })).toBe(
      true,
    );
  });

  test('a load from the cache that came back with a WDU; a UCU, a UCC or a copied block alone goes on', () => {
    const fast = { name: 'UCU', mode: 'privileged', trap: 'fast-ecc' };
    expect(panicked({ ...fast, afsr: '0x00100220.00000071' })).toBe(true);
    expect(panicked({ ...fast, afsr: '0x00100200.00000071' })).toBe(false);
    expect(panicked({ ...fast, afsr: '0x00100220.00000071', mode: 'user' })).toBe(false);
    const block = { name: 'EDU', mode: 'privileged', afsr: '0x00100008.0000017a' };
    expect(panicked(block)).toBe(false);
    expect(panicked({ ...block, trap: 'data-access' })).toBe(true);
    const run = play({ ...fast, afsr: '0x00100220.00000071' });
    expect(run.lines().filter((line) => line.includes('UCU WDU Error(s)'))).toHaveLength(2);
  });

  test('no more than 39 characters of the errors are named', () => {
    const run = play({ name: 'TO', trap: 'data-access', mode: 'privileged', afsr: '0x0001787e.00000031' });
    const [line = ''] = run.lines().filter((each) => each.endsWith('Error(s)') && each.startsWith('unix'));
    expect(line).toMatch(/aaf0 UE EDU WDU CE EDC EMC WDC TO BERR IVU Error\(s\)$/);
  });
});

test('SOL-20: the error of a program is logged, and nothing else comes of it', () => {
  const run = play({ name: 'TO', afsr: '0x00001000.00000000', afar: '0x00000400.0f000000', mode: 'user' });
  expect(run.lines()).toHaveLength(3);
  expect(run.lines()[0]).toContain('Timeout (TO) Event detected by CPU64 User Data Access at TL=0');
  expect([...run.of('host.went-down'), ...run.of('memory-page.scheduled')]).toEqual([]);
});

test('SOL-22: pages of DUE and RUE are cleared as those of WDU', () => {
  const cleared = (name: string, afsr: string, cpuType: string): number =>
    play({ name, afsr, mode: null }, { cpuType }).of('memory-page.scheduled').length;
  expect(cleared('DUE', '0x00400000.00000071', 'US-III+')).toBe(1);
  expect(cleared('DUE', '0x00400004.00000071', 'US-III+')).toBe(0);
  expect(cleared('RUE', '0x00000001.00000000', 'US-IIIi')).toBe(1);
  expect(cleared('FRU', '0x00000000.08000071', 'US-IIIi')).toBe(0);
});

describe('MSG-9: what is told of corrected errors', () => {
  const levelsOf = (system: string, changes: object = {}): string[] => [
    ...new Set(
      play(changes, { system }, minuteNs)
        .of('message.logged')
        .map(({ data }) => data.level),
    ),
  ];

  test('ce_verbose_other: nothing, the log, the console as well; SERD counts all the same', () => {
    expect(levelsOf('')).toEqual(['info']);
    expect(levelsOf('set ce_verbose_other=2')).toEqual(['notice']);
    const silent = play({}, { system: 'set ce_verbose_other=0' });
    expect(silent.lines()).toEqual([]);
    expect(silent.of('serd.counted')).toHaveLength(1);
    expect(levelsOf('set ce_verbose_other=0', { name: 'IVU', afsr: '0x00002000.00000071' })).toEqual([
      'warning',
      'notice',
    ]);
  });

  test('mtags of memory go by ce_verbose_memory', () => {
    const tag = { name: 'EMC', afsr: '0x00010000.000b0000', module: 'SB2/P0/B0/D0 J13300' };
    expect(levelsOf('set ce_verbose_other=0', tag)).toEqual(['info']);
    expect(levelsOf('set ce_verbose_memory=0', tag)).toEqual([]);
  });

  test('aft_verbose sends dumps to the console', () => {
    const chunk = ['0x00000000.00000000', '0x00000000.00000000', '0x000'];
    const dump = { tag: '0x00000140.01000001', state: 'Shared', match: false, data: [chunk, chunk, chunk, chunk] };
    const levels = (system: string): string[] =>
      play({ dump }, { system }, minuteNs)
        .of('message.logged')
        .flatMap(({ data }) => (data.text.includes('[AFT2]') ? [data.level] : []));
    expect(new Set(levels(''))).toEqual(new Set(['info']));
    expect(new Set(levels('set aft_verbose=1'))).toEqual(new Set(['notice']));
  });
});

test('SOL-13: a run with traps, panics and resets goes on after any snapshot as if there had been none', () => {
  const injects = [
    error({ trap: 'disrupting', afsr: '0x00100440.00000031' }),
    error({ name: 'TO', afsr: '0x00101000.00000000', mode: 'privileged' }, '20s'),
    error({ name: 'IERR', afsr: '0x00040000.00000000' }, '15m'),
  ];
  const whole = new PlayedRun(consoleDrill(injects)).advance(40 * minuteNs).log;
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: 0, max: 40 * 60 }), fc.constantFrom(10.01, 20.02, 900.02)), (seconds) => {
      const drill = consoleDrill(injects);
      const before = new PlayedRun(drill).advance(Math.round(seconds * secondNs));
      const after = PlayedRun.restored(drill, before.engine.save()).advance(40 * minuteNs);
      expect([...before.log, ...after.log]).toEqual(whole);
    }),
    { numRuns: 30 },
  );
});
