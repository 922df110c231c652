import { describe, expect, test } from 'vitest';
import { dayNs, hourNs, minuteNs, secondNs } from '../../../../shared/lib/time.ts';
import { PlayedRun } from '../played-run.ts';
import { type MemoryTestInject, memoryDrill, memoryError, uncorrectableError } from './memory-run.ts';

const logged = (injects: readonly MemoryTestInject[], changes: object = {}): readonly string[] =>
  new PlayedRun(memoryDrill(injects, changes)).advance(10 * minuteNs).lines();

const errId = '0x000000e9.00000000';

describe('headers', () => {
  test('MEM-1 MEM-4: a corrected error is for the log, with the bit that was wrong', () => {
    expect(logged([memoryError('10s', { errId })])).toEqual([
      `SUNW,UltraSPARC-III: [ID 165648 kern.info] NOTICE: [AFT0] Corrected system bus (CE) Event detected by CPU65 at TL=0, errID ${errId}`,
      '    AFSR 0x00000002<CE>.00000031 AFAR 0x000000a1.d9698040',
      '    Fault_PC 0x10152880 Esynd 0x0031 SB2/P1/B0/D0 J14300',
      `SUNW,UltraSPARC-III: [ID 248538 kern.info] [AFT0] errID ${errId} Data Bit 40 was in error and corrected`,
    ]);
  });

  test('MEM-1 MEM-4: an uncorrectable error warns', () => {
    expect(logged([uncorrectableError('10s', { errId, mode: 'privileged' })]).slice(0, 4)).toEqual([
      `SUNW,UltraSPARC-III: [ID 839012 kern.warning] WARNING: [AFT1] Uncorrectable system bus (UE) Event detected by CPU65 Privileged Data Access at TL=0, errID ${errId}`,
      '    AFSR 0x00000004<UE>.00000005 AFAR 0x000000a1.d9698040',
      '    Fault_PC 0x10152880 Esynd 0x0005 SB2/P1/B0/D0 J14300',
      `SUNW,UltraSPARC-III: [ID 658351 kern.notice] [AFT1] errID ${errId} Two Bits were in error`,
    ]);
  });

  test('MEM-7: one that the kernel met where it did not expect to fail is its end, and no page is asked for', () => {
    const outcome = (changes: object): unknown[] => {
      const run = new PlayedRun(memoryDrill([uncorrectableError('10s', { errId, ...changes })])).advance(10 * minuteNs);
      return [run.of('host.went-down').map(({ data }) => data.reason), run.of('memory-page.scheduled').length];
    };
    const died = [`panic: [AFT1] errID ${errId} UE Error(s)`];
    expect(outcome({ mode: 'privileged' })).toEqual([died, 0]);
    expect(outcome({ mode: 'privileged', access: 'instruction' })).toEqual([died, 0]);
    expect(outcome({ mode: 'user', trapLevel: 1 })).toEqual([died, 0]);
    expect(outcome({ mode: 'privileged', protected: true })).toEqual([[], 1]);
    expect(outcome({ mode: 'user' })).toEqual([[], 1]);
    expect(outcome({})).toEqual([[], 1]);
  });

  test.each([
    [
      uncorrectableError('1s', { mode: 'user' }),
      'Uncorrectable system bus (UE) Event detected by CPU65 User Data Access at',
    ],
    [
      uncorrectableError('1s', { mode: 'user', access: 'instruction', trapLevel: 1 }),
      'Uncorrectable system bus (UE) Event detected by CPU65 User Instruction Access at TL>0,',
    ],
    [uncorrectableError('1s'), 'Uncorrectable system bus (UE) Event detected by CPU65 at TL=0,'],
    [memoryError('1s', { mode: 'user' }), 'Corrected system bus (CE) Event detected by CPU65 at TL=0,'],
  ])('MEM-2: who met it, case %#', (inject, expected) => {
    expect(logged([inject])[0]).toContain(expected);
  });

  test('MEM-3: a US-IIIi has its memory on its own controller', () => {
    const internal = { cpuType: 'US-IIIi' };
    expect(logged([memoryError('1s')], internal)[0]).toContain('UltraSPARC-IIIi: ');
    expect(logged([memoryError('1s')], internal)[0]).toContain(' Corrected memory (CE) Event detected by CPU65 at');
    expect(logged([uncorrectableError('1s')], internal)[0]).toContain(' Uncorrectable memory (UE) Event detected by');
  });

  test('MEM-5: ce_verbose_memory: nothing, the log, the console as well', () => {
    const withLevel = (level: number): readonly string[] =>
      logged([memoryError('1s')], { system: `set ce_verbose_memory=${level}\n` });
    expect(withLevel(0)).toEqual([]);
    expect(withLevel(1)[0]).toMatch(/kern\.info\] NOTICE: \[AFT0\]/);
    expect(withLevel(2)[0]).toMatch(/kern\.notice\] NOTICE: \[AFT0\]/);
    expect(withLevel(2)[3]).toMatch(/kern\.notice\] \[AFT0\] errID \S+ Data Bit 40/);
    // Uncorrectable errors are told in any case.
    expect(logged([uncorrectableError('1s')], { system: 'set ce_verbose_memory=0\n' })[0]).toContain('(UE) Event');
  });

  test('MEM-1: an error id without one in the drill counts from boot; the lines follow within 40 ms', () => {
    const run = new PlayedRun(memoryDrill([memoryError('10s')])).advance(minuteNs);
    const [reported] = run.of('memory.reported');
    // 11:37:05 less 11:20:49.5 are 975.5 s.
    expect(reported).toMatchObject({ at: 10 * secondNs, data: { errId: '0x000000e3.2054bb00', class: 'persistent' } });
    for (const { at, causes } of run.of('message.logged')) {
      expect(at - 10 * secondNs).toBeGreaterThanOrEqual(1_000_000);
      expect(at - 10 * secondNs).toBeLessThanOrEqual(40_000_000);
      expect(causes).toEqual([reported?.seq]);
    }
  });
});

describe('too many corrected errors', () => {
  const three = ['1m', '2m', '3m'].map((at) => memoryError(at));

  test('DIMM-2 DIMM-5 PAGE-1: the third says so and retires the page, and from there one leads back to all three', () => {
    const run = new PlayedRun(memoryDrill(three)).advance(10 * minuteNs);
    expect(run.lines().slice(-3)).toEqual([
      'unix: [ID 596940 kern.warning] WARNING: [AFT0] 3 soft errors in less than 24:00 (hh:mm) detected from Memory Module SB2/P1/B0/D0 J14300',
      'unix: [ID 618185 kern.notice] NOTICE: Scheduling removal of page 0x000000a1.d9698040',
      'unix: [ID 693633 kern.notice] NOTICE: Page 0x000000a1.d9698000 removed from service',
    ]);
    expect(run.of('module.counted').map(({ data }) => data.count)).toEqual([1, 2, 3]);
    expect(run.of('module.overflowed')[0]?.causes).toEqual(run.of('memory.reported').map(({ seq }) => seq));
    const [retired] = run.of('memory-page.retired');
    expect(retired?.data).toEqual({
      ...{ host: 'sf15k-domc', address: '0x000000a1.d9698000', reason: 'corrected', retired: 1, limit: 1048 },
    });
    const causes = run.causesOf(retired?.seq ?? 0);
    for (const { seq } of [...run.of('memory.reported'), ...run.of('inject.memory')]) expect(causes).toContain(seq);
  });

  test('DIMM-2: while the bucket stays full each further error retires the page that it is in', () => {
    const more = ['4m', '5m'].map((at, index) => memoryError(at, { afar: `0x000000a1.0000${index}040` }));
    const elsewhere = memoryError('6m', { afar: '0x000000a1.00004040' });
    const run = new PlayedRun(memoryDrill([...three, ...more, elsewhere])).advance(10 * minuteNs);
    expect(run.of('memory-page.retired').map(({ data }) => data.address)).toEqual([
      ...['0x000000a1.d9698000', '0x000000a1.00000000', '0x000000a1.00004000'],
    ]);
    expect(run.of('module.overflowed')).toHaveLength(4);
  });

  test('DIMM-4: half of the window later there is room again for one', () => {
    const late = ['12h2m', '12h3m'].map((at, index) => memoryError(at, { afar: `0x000000a2.0000${index * 2}000` }));
    const run = new PlayedRun(memoryDrill([...three, ...late])).advance(dayNs);
    expect(run.of('module.counted').map(({ data }) => data.count)).toEqual([1, 2, 3, 2, 3]);
  });

  test('DIMM-6: limit and window are printed as they are set', () => {
    const system = 'set ecc_softerr_limit=1\nset ecc_softerr_interval=90\n';
    expect(logged(three.slice(0, 2), { system }).at(-3)).toContain('2 soft errors in less than 1:30 (hh:mm) detected');
  });

  test('DIMM-1: a sticky error warns and retires its page at once', () => {
    const run = new PlayedRun(memoryDrill([memoryError('1s', { class: 'sticky' })])).advance(minuteNs);
    expect(run.lines().at(-3)).toMatch(
      /^unix: \[ID \d{6} kern\.warning\] WARNING: \[AFT0\] Sticky Softerror encountered on Memory Module SB2\/P1\/B0\/D0 J14300$/,
    );
    expect(run.of('module.counted')).toEqual([]);
    expect(run.of('memory-page.retired')).toHaveLength(1);
  });

  test('DIMM-3: eight modules a processor find a slot', () => {
    const host = { platform: 'serengeti' as const, cpuType: 'US-III+' as const, processors: [0] };
    const injects = Array.from({ length: 193 }, (_, index) =>
      memoryError('1s', { processor: 0, module: `/N0/SB0/P0/B0/D${index}` }),
    );
    const run = new PlayedRun(memoryDrill(injects, host)).advance(minuteNs);
    expect(run.of('module.counted')).toHaveLength(192);
    const full = run.lines().filter((line) => line.includes('out of space'));
    expect(full).toEqual([
      expect.stringMatching(/^unix: \[ID \d{6} kern\.notice\] \[AFT0\] Softerror: mem_ce_simm\[\]/),
    ]);
  });

  test('PAGE-8: automatic_page_removal=0 keeps the pages, and clears those with uncorrectable errors all the same', () => {
    const system = 'set automatic_page_removal=0\n';
    const injects = [...three, memoryError('4m', { class: 'sticky' }), uncorrectableError('5m')];
    const run = new PlayedRun(memoryDrill(injects, { system })).advance(hourNs);
    expect(run.of('module.overflowed')).toHaveLength(1);
    expect(run.of('memory-page.scheduled').map(({ data }) => data.action)).toEqual(['clearing']);
    expect(run.of('memory-page.cleared')).toHaveLength(1);
  });

  test('MEM-6: an address that belongs to another error says nothing about a page', () => {
    // UCU is of a higher class: it has overwritten the address.
    const injects = [memoryError('1s', { class: 'sticky', afsr: '0x00000202.00000031' })];
    const run = new PlayedRun(memoryDrill(injects)).advance(minuteNs);
    expect(run.lines()[1]).toContain('INVALID');
    expect(run.of('memory-page.scheduled')).toEqual([]);
  });
});
