import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CpuType } from '../../../shared/model/drill.ts';
import { readRegister } from '../hardware/register.ts';
import { categoryOf } from './category.ts';
import { type ErrorReport, headerMessage, syndromeMessage } from './error-messages.ts';
import { faultsIn, printFaultStatus } from './fault-status.ts';
import { addressValidity, syndromeValidity } from './register-validity.ts';
import { drillHostOf, processorOf } from './test-processors.ts';

const report = (changes: Partial<ErrorReport>): ErrorReport => ({
  processor: processorOf(drillHostOf({}), 64),
  name: 'WDC',
  mode: null,
  trap: 'disrupting',
  module: '',
  trapLevel: 0,
  errId: '0x000000e3.2774aaf0',
  afsr: readRegister('0x00000040.000001f0'),
  afar: readRegister('0x000000a1.f06b4000'),
  faultPc: '0x10152880',
  first: false,
  ...changes,
});
const serengeti = processorOf(drillHostOf({ platform: 'serengeti', cpuType: 'US-III+' }), 5);
const header = (changes: Partial<ErrorReport>): string => headerMessage(report(changes)).text;

describe('headers', () => {
  test('MSG-4: the trap that met the error', () => {
    const ucc = { name: 'UCC', trap: 'fast-ecc', afsr: readRegister('0x00000400.00000031') } as const;
    expect(header({ ...ucc, mode: 'user' })).toContain('UCC Event detected by CPU64 in User mode at TL=0, errID');
    expect(header({ ...ucc, trapLevel: 1 })).toContain('UCC Event detected by CPU64 at TL>0, errID');
    expect(header({ mode: 'privileged' })).toContain('WDC Event detected by CPU64 at TL=0');
    const edu = { name: 'EDU', afsr: readRegister('0x00000008.0000017a') } as const;
    expect(header(edu)).toContain('[AFT1] EDU:ST Event detected by CPU64 at TL=0');
    expect(header({ ...edu, mode: 'privileged', trap: 'data-access' })).toContain(
      'EDU:BLD Event detected by CPU64 Privileged Data Access at',
    );
  });

  test('AFSR-2 SOL-1: registers that another error has touched are marked', () => {
    const afsr = readRegister('0x00300440.00000031');
    expect(header({ processor: serengeti, afsr })).toMatch(/AFAR \S+ INVALID\n.*Esynd 0x0031 AMBIGUOUS/);
    expect(header({ processor: serengeti, afsr, name: 'UCC', trap: 'fast-ecc' })).toMatch(
      /AFAR 0x\S+\n.*Esynd 0x0031 AMBIGUOUS/,
    );
  });
});

test('AFSR-1: names between the halves, highest first', () => {
  const print = (text: string, type: 'US-III' | 'US-III+' | 'US-IIIi'): string =>
    printFaultStatus(readRegister(text), type);
  expect(print('0x00300400.00000031', 'US-III+')).toBe('0x00300400<ME,PRIV,UCC>.00000031');
  expect(print('0x00000000.000001ff', 'US-III')).toBe('0x00000000.000001ff');
  expect(print('0x42000040.00000000', 'US-III+')).toBe('0x42000040<TUE_SH,THCE,WDC>.00000000');
  expect(print('0x42000040.00000000', 'US-III')).toBe('0x42000040<WDC>.00000000');
  expect(print('0x02300400.00000000', 'US-IIIi')).toBe('0x02300400<JETO,ME,PRIV,UCC>.00000000');
});

test('AFSR-2: classes of the AFAR and of the syndrome', () => {
  const both = readRegister('0x00000440.00000000');
  expect(addressValidity(both, 'US-III', 'WDC')).toBe('invalid');
  expect(syndromeValidity(both, 'US-III', 'WDC')).toBe('ambiguous');
  expect(addressValidity(both, 'US-III', 'UCC')).toBe('valid');
  expect(addressValidity(readRegister('0x00000600.00000000'), 'US-III', 'UCC')).toBe('ambiguous');
  expect(syndromeValidity(readRegister('0x00000600.00000000'), 'US-III', 'UCC')).toBe('invalid');
  expect(addressValidity(readRegister('0x00000000.00000000'), 'US-III', 'CE')).toBe('valid');
  expect(syndromeValidity(readRegister('0x00800040.00000000'), 'US-III', 'WDC')).toBe('valid');
});

test('SOL-6: the bits that were wrong', () => {
  const said = (syndrome: string, changes: Partial<ErrorReport> = {}): string | undefined =>
    syndromeMessage(report({ afsr: readRegister(`0x00000040.00000${syndrome}`), ...changes }))?.text.replace(
      /.*aaf0 /,
      '',
    );
  expect(said('1f0')).toBe('Data Bit 111 was in error and corrected');
  expect(said('001')).toBe('ECC Check Bit 0 was in error and corrected');
  expect(said('005')).toBe('Two Bits were in error');
  expect(said('006')).toBe('Three Bits were in error');
  expect(said('05f')).toBe('Four Bits were in error');
  expect(said('00f')).toBe('More than four Bits were in error');
  expect(said('071')).toBe('Two Bits in error, likely from E$ WDU/CPU');
  expect(said('000')).toBeUndefined();
});

describe('categories', () => {
  const category = (name: string, afsr: string, changes: object = {}, automaticRemoval = 7): string | null =>
    categoryOf({ name, afsr: readRegister(afsr), host: { cpuType: 'US-III+', ...changes }, automaticRemoval });

  test('SOL-4 SOL-5 SOL-7 SOL-8 SOL-21: are what the rules say, for any register of any type', () => {
    const settersOfMe = {
      'US-III': 'ISAP UE IVU EMU UCU EDU WDU CPU BERR TO',
      'US-III+': 'TUE_SH IMU DTO DBERR TSCE TUE DUE ISAP EMU IVU TO BERR UCU CPU WDU EDU UE',
      'US-IIIi': 'ISAP UE UCU EDU WDU CPU BERR TO ETP OM UMS IVPE RUE BP WBP FRU JETO SCE JEIC JEIT JEIS',
    };
    const judge = (
      type: CpuType,
      on: readonly string[],
      syndrome: number,
      patch: string,
      mask: number,
      name: string,
    ) => {
      const special = type === 'US-IIIi' ? [0x003] : [0x003, 0x071, 0x11c];
      const uncorrectable = patch === 'early' ? ['UCU', 'CPU'] : ['UCU', 'CPU', 'WDU', 'EDU'];
      const alone = on.includes('ME') && !settersOfMe[type].split(' ').some((each) => on.includes(each));
      if (uncorrectable.includes(name)) return mask & 4 && !special.includes(syndrome) ? 'C' : null;
      if (name === 'UCC' && alone && mask & 2 && patch !== 'late') return 'B';
      return ['UCC', 'CPC', 'WDC', 'EDC'].includes(name) && mask & 1 ? 'A' : null;
    };
    const type = fc.constantFrom<CpuType>('US-III', 'US-III+', 'US-IIIi');
    const syndrome = fc.oneof(fc.constantFrom(0x003, 0x071, 0x11c, 0x17a), fc.nat(0x1ff));
    const patch = fc.constantFrom('early', 'usual', 'late');
    const register = fc.tuple(fc.nat(0xffff_ffff), fc.nat(0xffff_fe00));
    fc.assert(
      fc.property(
        type,
        register,
        fc.boolean(),
        syndrome,
        patch,
        fc.nat(7),
        (cpuType, [all, low], few, bits, kernelPatch, mask) => {
          const high = few ? all & 0x0020_0554 : all;
          const afsr = { high: high >>> 0, low: ((low & ~0x1ff) | bits) >>> 0 };
          const on = faultsIn(afsr, cpuType).map(({ name }) => name);
          const found = on.map((name) =>
            categoryOf({ name, afsr, host: { cpuType, kernelPatch }, automaticRemoval: mask }),
          );
          expect(found).toEqual(on.map((name) => judge(cpuType, on, bits, kernelPatch, mask, name)));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('SOL-4: corrected errors are counted', () => {
    expect(category('CPC', '0x00000100.00000031')).toBe('A');
    expect(category('WDC', '0x00200040.00000031')).toBe('A');
    expect(category('WDC', '0x00000040.00000031', {}, 6)).toBe(null);
  });

  test('SOL-7: ME must stem from the UCC alone', () => {
    expect(category('UCC', '0x00300400.00000031')).toBe('B');
    expect(category('UCC', '0x00300440.00000031')).toBe('B');
    expect(category('UCC', '0x00300600.00000031')).toBe('A');
    expect(category('UCC', '0x00300400.00000031', {}, 5)).toBe('A');
  });

  test('SOL-5 SOL-8: uncorrectable errors but for the special syndromes of the type', () => {
    for (const [name, bits] of [
      ['UCU', '200'],
      ['CPU', '080'],
      ['WDU', '020'],
      ['EDU', '008'],
    ] as const) {
      expect(category(name, `0x00000${bits}.0000017a`)).toBe('C');
    }
    for (const syndrome of ['003', '071', '11c']) expect(category('WDU', `0x00000020.00000${syndrome}`)).toBe(null);
    expect(category('WDU', '0x00000020.00000071', { cpuType: 'US-IIIi' })).toBe('C');
    expect(category('WDU', '0x00000020.00000003', { cpuType: 'US-IIIi' })).toBe(null);
    expect(category('WDU', '0x00000020.0000017a', {}, 3)).toBe(null);
  });
});

describe('MSG-7 MSG-8 MSG-10: errors that are none of the cache', () => {
  const lines = (changes: Partial<ErrorReport>, cpuType: CpuType = 'US-III'): string[] =>
    header({ processor: processorOf(drillHostOf({ cpuType }), 64), ...changes }).split('\n');
  const tag = { name: 'EMC', afsr: readRegister('0x00010000.000b0031'), module: 'SB2/P0/B0/D0 J13300' } as const;

  test('an mtag has a syndrome of its own, and the module that the drill names', () => {
    expect(lines(tag)).toEqual([
      expect.stringMatching(/NOTICE: \[AFT0\] EMC Event detected by CPU64 at TL=0, errID/),
      '    AFSR 0x00010000<EMC>.000b0031 AFAR 0x000000a1.f06b4000',
      '    Fault_PC 0x10152880 Msynd 0x000b SB2/P0/B0/D0 J13300',
    ]);
    const said = (syndrome: string): string | undefined =>
      syndromeMessage(report({ ...tag, afsr: readRegister(`0x00010000.000${syndrome}0000`) }))?.text.replace(
        /.*aaf0 /,
        '',
      );
    expect(['1', '2', '4', '8'].map(said)).toEqual(
      [0, 1, 2, 3].map((bit) => `MTAG Check Bit ${bit} was in error and corrected`),
    );
    expect(['7', 'b', 'd'].map(said)).toEqual(
      [0, 1, 2].map((bit) => `MTAG Data Bit ${bit} was in error and corrected`),
    );
    expect(['3', 'e', 'f'].map(said)).toEqual(['3', 'e', 'f'].map(() => 'Two Bits were in error'));
    expect(said('0')).toBeUndefined();
  });

  test('the bus has neither syndrome nor module', () => {
    const bus = { name: 'BERR', trap: 'data-access', mode: 'user', afsr: readRegister('0x00000800.00000031') } as const;
    expect(lines(bus)).toEqual([
      expect.stringMatching(/WARNING: \[AFT1\] Bus Error \(BERR\) Event detected by CPU64 User Data Access at TL=0/),
      '    AFSR 0x00000800<BERR>.00000031 AFAR 0x000000a1.f06b4000',
      '    Fault_PC 0x10152880',
    ]);
    expect(syndromeMessage(report(bus))).toBeNull();
    expect(lines({ ...bus, trap: 'instruction-access' })[0]).toContain(' User Instruction Access at');
    const vector = { name: 'IVPE', afsr: readRegister('0x00002000.00050000') } as const;
    expect(lines(vector, 'US-IIIi')[2]).toBe('    Fault_PC 0x10152880 Msynd 0x0005');
  });

  test('what belongs to a worse error names no bits', () => {
    const both = { name: 'WDC', afsr: readRegister('0x00000060.00000071') } as const;
    expect(lines(both)[2]).toContain('Esynd 0x0071 INVALID SB2/P0/E0 J4400');
    expect(syndromeMessage(report(both))).toBeNull();
  });
});
