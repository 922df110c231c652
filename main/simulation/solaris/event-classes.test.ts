import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CpuType } from '../../../shared/model/drill.ts';
import type { Register } from '../hardware/register.ts';
import { eventClasses, eventClassOf, multipleCapable, type Trap, usualTrap } from './event-classes.ts';
import { bitsOf, faultStatusBits, faultsIn, printFaultStatus } from './fault-status.ts';
import { addressValidity, syndromeFieldOf, syndromeValidity, type Validity } from './register-validity.ts';

const cpuTypes = ['US-III', 'US-III+', 'US-IIIi'] as const;
const traps: readonly Trap[] = ['fast-ecc', 'disrupting', 'instruction-access', 'data-access'];

/** Bit numbers by name, as they are published, apart from the program's table. */
const published: Readonly<Record<CpuType, string>> = {
  'US-III':
    'ME 53 PRIV 52 PERR 51 IERR 50 ISAP 49 EMC 48 EMU 47 IVC 46 IVU 45 TO 44 BERR 43 UCC 42 UCU 41 CPC 40 CPU 39 WDC 38 WDU 37 EDC 36 EDU 35 UE 34 CE 33',
  'US-III+':
    'TUE_SH 62 IMC 61 IMU 60 DTO 59 DBERR 58 THCE 57 TSCE 56 TUE 55 DUE 54 ME 53 PRIV 52 PERR 51 IERR 50 ISAP 49 EMC 48 EMU 47 IVC 46 IVU 45 TO 44 BERR 43 UCC 42 UCU 41 CPC 40 CPU 39 WDC 38 WDU 37 EDC 36 EDU 35 UE 34 CE 33',
  'US-IIIi':
    'JETO 57 SCE 56 JEIC 55 JEIT 54 ME 53 PRIV 52 JEIS 51 IERR 50 ISAP 49 ETP 48 OM 47 UMS 46 IVPE 45 TO 44 BERR 43 UCC 42 UCU 41 CPC 40 CPU 39 WDC 38 WDU 37 EDC 36 EDU 35 UE 34 CE 33 RUE 32 RCE 31 BP 30 WBP 29 FRC 28 FRU 27',
};
const bitNumbers = (cpuType: CpuType): ReadonlyMap<string, number> => {
  const words = published[cpuType].split(' ');
  return new Map(words.flatMap((word, index) => (index % 2 === 0 ? [[word, Number(words[index + 1])] as const] : [])));
};

/** The names that a register of 64 bits shows, judged bit by bit from the published numbers. */
const namesOn = (cpuType: CpuType, value: bigint): string[] =>
  [...bitNumbers(cpuType)].flatMap(([name, bit]) => ((value >> BigInt(bit)) & 1n ? [name] : []));

const registerFrom = (value: bigint): Register => ({ high: Number(value >> 32n), low: Number(value & 0xffff_ffffn) });

const register = fc
  .array(fc.integer({ min: 0, max: 63 }), { maxLength: 12 })
  .map((bits) => bits.reduce((value, bit) => value | (1n << BigInt(bit)), 0n));
const cpuType = fc.constantFrom(...cpuTypes);

describe('AFSR-1: the bits', () => {
  test('have the published numbers, and are printed from the highest down', () => {
    for (const type of cpuTypes) {
      expect(new Map(faultStatusBits(type).map(({ name, bit }) => [name, bit]))).toEqual(bitNumbers(type));
    }
    fc.assert(
      fc.property(cpuType, register, (type, value) => {
        const names = namesOn(type, value);
        const [high, low] = value.toString(16).padStart(16, '0').match(/.{8}/g) ?? [];
        const list = names.length > 0 ? `<${names.join(',')}>` : '';
        expect(printFaultStatus(registerFrom(value), type)).toBe(`0x${high}${list}.${low}`);
        expect(faultsIn(registerFrom(value), type).map(({ name }) => name)).toEqual(names);
      }),
      { numRuns: 2000 },
    );
  });
});

/** The published classes, highest first. */
const addressClasses: Readonly<Record<CpuType, string>> = {
  'US-III': 'UCC UCU > UE EDU EMU WDU CPU > CE EDC EMC WDC CPC > TO BERR',
  'US-III+': 'UCC UCU TUE TSCE TUE_SH > UE EDU EMU WDU CPU DUE > CE EDC EMC WDC CPC THCE > TO BERR DTO DBERR',
  'US-IIIi': 'ETP > UCC UCU > UE RUE BP WBP EDU WDU CPU > CE RCE EDC WDC CPC > TO BERR > UMS OM',
};
const syndromeClasses: Readonly<Record<CpuType, string>> = {
  'US-III': 'UE IVU EDU WDU UCU CPU > CE IVC EDC WDC UCC CPC',
  'US-III+': 'UE IVU EDU WDU UCU CPU DUE EMU > CE IVC EDC WDC UCC CPC EMC',
  'US-IIIi': 'UE FRU EDU WDU UCU CPU > CE FRC EDC WDC UCC CPC',
};

/** A name's class and those above it, by position in the text. */
function judge(classes: string, on: readonly string[], name: string): Validity {
  const ranks = new Map(classes.split(' > ').flatMap((each, rank) => each.split(' ').map((word) => [word, rank])));
  const rank = ranks.get(name);
  if (rank === undefined) return 'invalid';
  const others = on.flatMap((each) => (each === name ? [] : (ranks.get(each) ?? [])));
  if (others.some((each) => each < rank)) return 'invalid';
  return others.includes(rank) ? 'ambiguous' : 'valid';
}

describe('AFSR-2 AFSR-3: whose AFAR and whose syndrome it is', () => {
  test('is what the classes say, for any register of any type', () => {
    fc.assert(
      fc.property(cpuType, register, (type, value) => {
        const on = namesOn(type, value);
        const afsr = registerFrom(value);
        const names = faultStatusBits(type).map(({ name }) => name);
        const ofData = names.filter((name) => syndromeFieldOf(type, name) === 'data');
        expect(names.map((name) => [name, addressValidity(afsr, type, name)])).toEqual(
          names.map((name) => [name, judge(addressClasses[type], on, name)]),
        );
        expect(ofData.map((name) => [name, syndromeValidity(afsr, type, name)])).toEqual(
          ofData.map((name) => [name, judge(syndromeClasses[type], on, name)]),
        );
      }),
      { numRuns: 1500 },
    );
  });

  test('the recorded one: UCC and WDC together', () => {
    const afsr = { high: 0x0030_0440, low: 0x0000_00a8 };
    expect(addressValidity(afsr, 'US-III', 'WDC')).toBe('invalid');
    expect(syndromeValidity(afsr, 'US-III', 'WDC')).toBe('ambiguous');
  });

  test('AFSR-4: mtags have classes of their own, but on a US-III+ those of data', () => {
    const both = (type: CpuType, names: readonly string[], name: string): Validity =>
      syndromeValidity(bitsOf(type, names), type, name);
    expect(both('US-III', ['EMU', 'EMC', 'UE'], 'EMU')).toBe('valid');
    expect(both('US-III', ['EMU', 'EMC', 'UE'], 'EMC')).toBe('invalid');
    expect(both('US-III+', ['EMU', 'EMC', 'UE'], 'EMU')).toBe('ambiguous');
    expect(both('US-III+', ['EMC', 'CE'], 'EMC')).toBe('ambiguous');
    expect(both('US-III+', ['IMC', 'CE'], 'IMC')).toBe('valid');
    expect(both('US-III+', ['IMC', 'IMU'], 'IMC')).toBe('invalid');
    expect(both('US-IIIi', ['ISAP', 'BP'], 'BP')).toBe('invalid');
    expect(both('US-IIIi', ['WBP', 'IVPE'], 'WBP')).toBe('ambiguous');
  });
});

test('SOL-17: what can set ME', () => {
  const names = (type: CpuType): string[] => faultsIn(multipleCapable(type), type).map(({ name }) => name);
  const ofUsIII = ['ISAP', 'EMU', 'IVU', 'TO', 'BERR', 'UCC', 'UCU', 'CPU', 'WDU', 'EDU', 'UE'];
  expect(names('US-III')).toEqual(ofUsIII);
  expect(names('US-III+')).toEqual(['TUE_SH', 'IMU', 'DTO', 'DBERR', 'TSCE', 'TUE', 'DUE', ...ofUsIII]);
  for (const type of cpuTypes)
    expect(names(type).filter((name) => /^(CPC|WDC|EDC|CE|RCE|FRC|EMC)$/.test(name))).toEqual([]);
});

describe('MSG-5 MSG-6: the table of events', () => {
  const texts = (type: CpuType): string[] => eventClasses(type).map(({ text }) => text);

  test('every error has a class after every trap, and is named by it', () => {
    for (const type of cpuTypes) {
      for (const { name } of faultStatusBits(type)) {
        if (name === 'ME' || name === 'PRIV') continue;
        for (const trap of traps) expect(eventClassOf(type, trap, name).text).toContain(name);
        const usual = usualTrap(type, name, 'privileged');
        expect(eventClassOf(type, usual, name).traps, name).toContain(usual);
      }
    }
  });

  test('the order of a US-III, and what the others have in addition', () => {
    expect(texts('US-III')).toEqual([
      ...['PERR Fatal', 'IERR Fatal', 'ISAP Fatal', 'EMU Fatal', 'Orphaned UCU', 'Orphaned UCC', 'UCU', 'UCC'],
      ...['Uncorrectable system bus (UE)', 'EDU:ST', 'EDU:BLD', 'WDU', 'CPU'],
      ...['Corrected system bus (CE)', 'EDC', 'EMC', 'WDC', 'CPC', 'Timeout (TO)', 'Bus Error (BERR)', 'IVU', 'IVC'],
    ]);
    expect(texts('US-III+').filter((text) => !texts('US-III').includes(text))).toEqual([
      ...['TUE_SH Fatal', 'TUE Fatal', 'IMU Fatal', 'TSCE', 'DUE', 'THCE'],
      ...['Disrupting Timeout (DTO)', 'Disrupting Bus Error (DBERR)', 'IMC'],
    ]);
    expect(texts('US-IIIi').filter((text) => !texts('US-III').includes(text))).toEqual([
      ...['JETO Fatal', 'SCE Fatal', 'JEIC Fatal', 'JEIT Fatal', 'JEIS Fatal', 'ETP Fatal'],
      ...['Uncorrectable remote memory/cache (RUE)', 'Uncorrectable memory (UE)'],
      ...['JBUS parity error on writeback or block store (WBP)', 'JBUS parity error on returned read data (BP)'],
      ...['Corrected remote memory/cache (RCE)', 'Corrected memory (CE)', 'Unsupported store (UMS)'],
      ...['Out of range memory (OM)', 'Corrected memory (FRC)', 'Uncorrectable memory (FRU)', 'IVPE'],
    ]);
  });

  test('level 1 are the uncorrectable ones and those of the bus', () => {
    const level1 = (type: CpuType): string =>
      [...new Set(eventClasses(type).flatMap(({ isLevel1, name }) => (isLevel1 ? [name] : [])))].sort().join(' ');
    expect(level1('US-III')).toBe('BERR CPU EDU EMU IVU TO UCU UE WDU');
    expect(level1('US-III+')).toBe('BERR CPU DBERR DTO DUE EDU EMU IMU IVU TO TUE TUE_SH UCU UE WDU');
    expect(level1('US-IIIi')).toBe('BERR BP CPU EDU FRU IVPE OM RUE TO UCU UE UMS WBP WDU');
  });
});
