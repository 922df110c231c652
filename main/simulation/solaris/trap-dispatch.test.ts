import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CpuType } from '../../../shared/model/drill.ts';
import { type Register, readRegister } from '../hardware/register.ts';
import { eventClassOf, type Trap } from './event-classes.ts';
import { bitsOf, faultsIn } from './fault-status.ts';
import { loggingsOf } from './trap-dispatch.ts';

const afar = readRegister('0x000000a1.f06b4000');
const otherAfar = readRegister('0x000000a1.f06b4040');

/** In which order the errors of one trap are logged, and after which traps some are printed otherwise. */
const orders: Readonly<Record<CpuType, string>> = {
  'US-III': 'PERR IERR ISAP EMU O:UCU O:UCC UCU UCC UE EDU WDU CPU CE EDC EMC WDC CPC TO BERR IVU IVC',
  'US-III+':
    'PERR IERR ISAP TUE_SH TUE EMU IMU O:UCU O:UCC UCU UCC TSCE UE EDU WDU CPU DUE CE EDC EMC WDC CPC THCE TO BERR DTO DBERR IVU IVC IMC',
  'US-IIIi':
    'JETO SCE JEIC JEIT JEIS ETP IERR ISAP O:UCU O:UCC UCU UCC RUE UE EDU WDU CPU WBP BP RCE CE EDC WDC CPC TO BERR UMS OM FRC FRU IVPE',
};
const settersOfMe = 'TUE_SH IMU DTO DBERR TSCE TUE DUE ISAP EMU IVU TO BERR UCC UCU CPU WDU EDU UE'.split(' ');

/** The names that are on, in the order of logging. */
const sorted = (type: CpuType, trap: Trap, names: readonly string[]): string[] =>
  orders[type].split(' ').flatMap((each) => {
    const isOrphan = each.startsWith('O:');
    const name = each.replace('O:', '');
    const isPlaced = (name !== 'UCU' && name !== 'UCC') || isOrphan === (trap !== 'fast-ecc');
    return isPlaced && names.includes(name) ? [name] : [];
  });

const errorsOf = (type: CpuType): string[] => [...new Set(orders[type].replaceAll('O:', '').split(' '))];
const trap = fc.constantFrom<Trap>('fast-ecc', 'disrupting', 'instruction-access', 'data-access');
const typeAndNames = fc
  .constantFrom<CpuType>('US-III', 'US-III+', 'US-IIIi')
  .chain((type) => fc.tuple(fc.constant(type), fc.subarray(errorsOf(type), { maxLength: 8 }), fc.boolean()));

const afsrOf = (type: CpuType, names: readonly string[], me: boolean): Register =>
  bitsOf(type, [...names, ...(me ? ['ME'] : []), 'PRIV']);

describe('SOL-14 SOL-15: the errors of one trap', () => {
  test('are logged once each, in the order of the table, whatever is on', () => {
    fc.assert(
      fc.property(typeAndNames, trap, ([type, names, me], by) => {
        const loggings = loggingsOf(type, by, { afsr: afsrOf(type, names, me), afar }, null);
        expect(loggings.map(({ name }) => name)).toEqual(sorted(type, by, names));
        expect(loggings.map(({ first, again, withDump }) => [first, again, withDump])).toEqual(
          names.map((_, index) => [false, false, index === 0]),
        );
        for (const { name } of loggings.filter(({ name }) => name === 'UCU' || name === 'UCC')) {
          const isOrphan = eventClassOf(type, by, name).text === `Orphaned ${name}`;
          expect(isOrphan).toBe(by !== 'fast-ecc');
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('SOL-16: the shadow registers of a US-III+', () => {
  const type = 'US-III+';

  test('come first; then what is left, and under ME all that can set it again', () => {
    const names = fc.subarray(errorsOf(type), { maxLength: 8 });
    fc.assert(
      fc.property(names, names, fc.boolean(), fc.boolean(), trap, (now, before, me, moved, by) => {
        const primary = { afsr: afsrOf(type, now, me), afar };
        const shadow = { afsr: afsrOf(type, before, false), afar: moved ? otherAfar : afar };
        const loggings = loggingsOf(type, by, primary, shadow);
        const looksFor = (name: string): boolean => eventClassOf(type, by, name).traps.includes(by);
        const early = sorted(type, by, now).filter((name) => before.includes(name) && looksFor(name));
        const late = sorted(type, by, now).filter(
          (name) => !early.includes(name) || (me && settersOfMe.includes(name)),
        );
        const differs =
          moved || me || now.some((name) => !before.includes(name)) || before.some((name) => !now.includes(name));
        expect(loggings.map(({ name, first, again }) => [name, first, again])).toEqual([
          ...early.map((name) => [name, differs, false]),
          ...late.map((name) => [name, false, early.includes(name)]),
        ]);
        expect(loggings.slice(0, early.length).every(({ afsr }) => afsr === shadow.afsr)).toBe(true);
        expect(loggings.slice(early.length).every(({ afsr }) => afsr === primary.afsr)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('the recorded one: a UCC, then the same with ME', () => {
    const primary = { afsr: readRegister('0x00300400.00000031'), afar };
    const shadow = { afsr: readRegister('0x00100400.00000031'), afar };
    const loggings = loggingsOf(type, 'fast-ecc', primary, shadow);
    expect(loggings).toEqual([
      { ...shadow, name: 'UCC', first: true, again: false, withDump: true },
      { ...primary, name: 'UCC', first: false, again: true, withDump: true },
    ]);
    expect(faultsIn(loggings[0]?.afsr ?? afar, type).map(({ name }) => name)).toEqual(['PRIV', 'UCC']);
  });
});
