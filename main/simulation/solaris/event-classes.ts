import { assertPresent } from '../../../shared/lib/assert.ts';
import type { CpuType, EccInject } from '../../../shared/model/drill.ts';
import type { Register } from '../hardware/register.ts';
import { bitsOf, faultStatusBits } from './fault-status.ts';

/** By which trap an error is told: fast ECC 0x70, disrupting 0x63, instruction access 0x0a or data access error 0x32. */
export type Trap = NonNullable<EccInject['trap']>;

/** How an error is printed that is found in the AFSR after certain traps. */
export interface EventClass {
  /** The error's bit in the AFSR. */
  readonly name: string;
  /** `Timeout (TO)` */
  readonly text: string;
  /** The traps after which the error is looked for. */
  readonly traps: readonly Trap[];
  /** The processor stops, and its system controller resets the domain. */
  readonly isFatal: boolean;
  /** Level 1 warns and is marked AFT1. */
  readonly isLevel1: boolean;
  /** What the panic says of it. */
  readonly reason: string;
}

/** What may go off-line: the data of the L2 cache. */
const cacheNames = new Set(['UCU', 'UCC', 'EDU', 'EDC', 'WDU', 'WDC', 'CPU', 'CPC']);
/** What another tunable silences: memory, whoever reads it. */
const memoryNames = new Set(['CE', 'RCE', 'FRC', 'EMC']);

export const isOfCache = (name: string): boolean => cacheNames.has(name);
export const isOfMemory = (name: string): boolean => memoryNames.has(name);

const level1Names: Readonly<Record<CpuType, readonly string[]>> = {
  'US-III': ['UE', 'UCU', 'EMU', 'EDU', 'WDU', 'CPU', 'IVU', 'TO', 'BERR'],
  'US-III+': [
    ...['UE', 'UCU', 'EMU', 'EDU', 'WDU', 'CPU', 'IVU', 'TO', 'BERR'],
    ...['DUE', 'TUE', 'DTO', 'DBERR', 'TUE_SH', 'IMU'],
  ],
  'US-IIIi': [...['UE', 'RUE', 'UCU', 'EDU', 'WDU', 'CPU', 'IVPE', 'TO', 'BERR'], ...['UMS', 'OM', 'WBP', 'FRU', 'BP']],
};

const ofUsIII = ['ISAP', 'UE', 'IVU', 'EMU', 'UCU', 'EDU', 'WDU', 'CPU', 'UCC', 'BERR', 'TO'];
const multipleNames: Readonly<Record<CpuType, readonly string[]>> = {
  'US-III': ofUsIII,
  'US-III+': [...ofUsIII, 'TUE_SH', 'IMU', 'DTO', 'DBERR', 'TSCE', 'TUE', 'DUE'],
  'US-IIIi': [
    ...['ISAP', 'UE', 'UCU', 'EDU', 'WDU', 'CPU', 'UCC', 'BERR', 'TO', 'ETP', 'OM', 'UMS'],
    ...['IVPE', 'RUE', 'BP', 'WBP', 'FRU', 'JETO', 'SCE', 'JEIC', 'JEIT', 'JEIS'],
  ],
};

const fast: readonly Trap[] = ['fast-ecc'];
const disrupting: readonly Trap[] = ['disrupting'];
const load: readonly Trap[] = ['data-access'];
const access: readonly Trap[] = ['instruction-access', 'data-access'];
const notFast: readonly Trap[] = ['disrupting', 'instruction-access', 'data-access'];
const all: readonly Trap[] = ['fast-ecc', 'disrupting', 'instruction-access', 'data-access'];

type Row = readonly [name: string, traps: readonly Trap[], text?: string, reason?: string];

const fatal = (name: string, traps: readonly Trap[] = all): Row => [name, traps, `${name} Fatal`];
const orphans: readonly Row[] = [
  ['UCU', notFast, 'Orphaned UCU', 'OUCU'],
  ['UCC', notFast, 'Orphaned UCC', 'OUCC'],
];
const stores: readonly Row[] = [
  ['EDU', disrupting, 'EDU:ST'],
  ['EDU', load, 'EDU:BLD'],
  ['WDU', disrupting],
  ['CPU', disrupting],
];
const busErrors: readonly Row[] = [
  ['TO', access, 'Timeout (TO)'],
  ['BERR', access, 'Bus Error (BERR)'],
];
const systemBusUncorrectable: Row = ['UE', access, 'Uncorrectable system bus (UE)'];
const corrected: readonly Row[] = [
  ['CE', disrupting, 'Corrected system bus (CE)'],
  ...(['EDC', 'EMC', 'WDC', 'CPC'] as const).map((name): Row => [name, disrupting]),
];
const vectors: readonly Row[] = [
  ['IVU', disrupting],
  ['IVC', disrupting],
];

/** In the order in which the errors of one trap are logged. */
const rows: Readonly<Record<CpuType, readonly Row[]>> = {
  'US-III': [
    ...[fatal('PERR'), fatal('IERR'), fatal('ISAP'), fatal('EMU', access)],
    ...[...orphans, ['UCU', fast] as const, ['UCC', fast] as const],
    ...[systemBusUncorrectable, ...stores, ...corrected, ...busErrors, ...vectors],
  ],
  'US-III+': [
    ...[fatal('PERR'), fatal('IERR'), fatal('ISAP'), fatal('TUE_SH', disrupting), fatal('TUE')],
    ...[fatal('EMU', access), fatal('IMU', disrupting)],
    ...[...orphans, ['UCU', fast] as const, ['UCC', fast] as const, ['TSCE', fast] as const],
    ...[systemBusUncorrectable, ...stores, ['DUE', disrupting] as const],
    ...[...corrected, ['THCE', disrupting] as const, ...busErrors],
    ['DTO', disrupting, 'Disrupting Timeout (DTO)'],
    ['DBERR', disrupting, 'Disrupting Bus Error (DBERR)'],
    ...[...vectors, ['IMC', disrupting] as const],
  ],
  'US-IIIi': [
    ...['JETO', 'SCE', 'JEIC', 'JEIT', 'JEIS', 'ETP', 'IERR', 'ISAP'].map((name) => fatal(name)),
    ...[...orphans, ['UCU', fast] as const, ['UCC', fast] as const],
    ['RUE', access, 'Uncorrectable remote memory/cache (RUE)'],
    ['UE', access, 'Uncorrectable memory (UE)'],
    ...stores,
    ['WBP', disrupting, 'JBUS parity error on writeback or block store (WBP)'],
    ['BP', access, 'JBUS parity error on returned read data (BP)'],
    ['RCE', disrupting, 'Corrected remote memory/cache (RCE)'],
    ['CE', disrupting, 'Corrected memory (CE)'],
    ...(['EDC', 'WDC', 'CPC'] as const).map((name): Row => [name, disrupting]),
    ...busErrors,
    ['UMS', disrupting, 'Unsupported store (UMS)'],
    ['OM', access, 'Out of range memory (OM)'],
    ['FRC', disrupting, 'Corrected memory (FRC)'],
    ['FRU', disrupting, 'Uncorrectable memory (FRU)'],
    ['IVPE', disrupting],
  ],
};

const classOf =
  (cpuType: CpuType) =>
  ([name, traps, text = name, reason = name]: Row): EventClass => ({
    ...{ name, text, traps, reason },
    isFatal: text.endsWith(' Fatal'),
    isLevel1: level1Names[cpuType].includes(name),
  });

const classes: Readonly<Record<CpuType, readonly EventClass[]>> = {
  'US-III': rows['US-III'].map(classOf('US-III')),
  'US-III+': rows['US-III+'].map(classOf('US-III+')),
  'US-IIIi': rows['US-IIIi'].map(classOf('US-IIIi')),
};

/** The event classes of a type of processor, in the order in which the errors of one trap are logged. */
export const eventClasses = (cpuType: CpuType): readonly EventClass[] => classes[cpuType];

type ClassesByName = ReadonlyMap<string, EventClass>;

/** An error by the trap after which it was found; one that the trap does not look for goes by its first class. */
function classesByTrap(cpuType: CpuType): Readonly<Record<Trap, ClassesByName>> {
  const after = (trap: Trap): ClassesByName =>
    new Map(
      faultStatusBits(cpuType).flatMap(({ name }): (readonly [string, EventClass])[] => {
        const ofName = classes[cpuType].filter((each) => each.name === name);
        const found = ofName.find(({ traps }) => traps.includes(trap)) ?? ofName[0];
        return found === undefined ? [] : [[name, found]];
      }),
    );
  return {
    'fast-ecc': after('fast-ecc'),
    disrupting: after('disrupting'),
    'instruction-access': after('instruction-access'),
    'data-access': after('data-access'),
  };
}

const foundClasses: Readonly<Record<CpuType, Readonly<Record<Trap, ClassesByName>>>> = {
  'US-III': classesByTrap('US-III'),
  'US-III+': classesByTrap('US-III+'),
  'US-IIIi': classesByTrap('US-IIIi'),
};

/** The class of an error that is found after a trap. The type of processor must have the error. */
export const eventClassOf = (cpuType: CpuType, trap: Trap, name: string): EventClass =>
  assertPresent(foundClasses[cpuType][trap].get(name), 'an error of this type of processor');

/** The trap that an error is told by: for an EDU, which two of them tell, a load has a `mode` and a store has none. */
export function usualTrap(cpuType: CpuType, name: string, mode: EccInject['mode']): Trap {
  if (name === 'UCU' || name === 'UCC' || name === 'TSCE') return 'fast-ecc';
  if (name === 'EDU') return mode === null ? 'disrupting' : 'data-access';
  const isAccess = !classes[cpuType].some((each) => each.name === name && each.traps.includes('disrupting'));
  return isAccess ? 'data-access' : 'disrupting';
}

/** Whether a type of processor has an error of this name. */
export const hasError = (cpuType: CpuType, name: string): boolean =>
  classes[cpuType].some((each) => each.name === name);

const multipleBits: Readonly<Record<CpuType, Register>> = {
  'US-III': bitsOf('US-III', multipleNames['US-III']),
  'US-III+': bitsOf('US-III+', multipleNames['US-III+']),
  'US-IIIi': bitsOf('US-IIIi', multipleNames['US-IIIi']),
};

/** The bits of all errors that can set ME. Of the corrected L2 errors only UCC does. */
export const multipleCapable = (cpuType: CpuType): Register => multipleBits[cpuType];
