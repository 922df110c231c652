import type { CpuType, EccName } from '../../../shared/model/drill.ts';
import type { Register } from '../hardware/register.ts';

/** A bit of the asynchronous fault status register, AFSR. */
export interface FaultStatusBit {
  readonly bit: number;
  readonly name: string;
  readonly meaning: string;
}

const bitsOfAll: readonly FaultStatusBit[] = [
  { bit: 53, name: 'ME', meaning: 'several errors of the same kind were met before the register was read' },
  { bit: 52, name: 'PRIV', meaning: 'the processor ran privileged code' },
  { bit: 51, name: 'PERR', meaning: 'protocol error of the system interface' },
  { bit: 50, name: 'IERR', meaning: 'internal error of the processor' },
  { bit: 49, name: 'ISAP', meaning: 'parity error of an incoming address' },
  { bit: 48, name: 'EMC', meaning: 'corrected error of an mtag' },
  { bit: 47, name: 'EMU', meaning: 'uncorrectable error of an mtag' },
  { bit: 46, name: 'IVC', meaning: 'corrected error of an interrupt vector' },
  { bit: 45, name: 'IVU', meaning: 'uncorrectable error of an interrupt vector' },
  { bit: 44, name: 'TO', meaning: 'timeout of the system bus' },
  { bit: 43, name: 'BERR', meaning: 'error answer of the system bus' },
  { bit: 42, name: 'UCC', meaning: 'L2 cache error on a fetch or access, corrected by software' },
  { bit: 41, name: 'UCU', meaning: 'uncorrectable L2 cache error on a fetch or access' },
  { bit: 40, name: 'CPC', meaning: 'L2 cache error on a copy-out, corrected by hardware' },
  { bit: 39, name: 'CPU', meaning: 'uncorrectable L2 cache error on a copy-out' },
  { bit: 38, name: 'WDC', meaning: 'L2 cache error on a write-back, corrected by hardware' },
  { bit: 37, name: 'WDU', meaning: 'uncorrectable L2 cache error on a write-back' },
  { bit: 36, name: 'EDC', meaning: 'L2 cache error on a store merge or block load, corrected by hardware' },
  { bit: 35, name: 'EDU', meaning: 'uncorrectable L2 cache error on a store merge or block load' },
  { bit: 34, name: 'UE', meaning: 'uncorrectable error of memory or the system bus' },
  { bit: 33, name: 'CE', meaning: 'corrected error of memory or the system bus' },
];

const bitsOfPlus: readonly FaultStatusBit[] = [
  { bit: 62, name: 'TUE_SH', meaning: 'uncorrectable error of the shadow L2 tag' },
  { bit: 61, name: 'IMC', meaning: "corrected error of an interrupt vector's mtag" },
  { bit: 60, name: 'IMU', meaning: "uncorrectable error of an interrupt vector's mtag" },
  { bit: 59, name: 'DTO', meaning: 'timeout of the system bus on a prefetch' },
  { bit: 58, name: 'DBERR', meaning: 'error answer of the system bus on a prefetch' },
  { bit: 57, name: 'THCE', meaning: 'L2 tag error corrected by hardware' },
  { bit: 56, name: 'TSCE', meaning: 'L2 tag error corrected by software' },
  { bit: 55, name: 'TUE', meaning: 'uncorrectable error of the L2 tag' },
  { bit: 54, name: 'DUE', meaning: 'uncorrectable memory error on a prefetch' },
];

/** Bits whose meaning the US-IIIi replaces, most of them for its JBus. */
const bitsOfInternal: readonly FaultStatusBit[] = [
  { bit: 57, name: 'JETO', meaning: 'timeout of the JBus' },
  { bit: 56, name: 'SCE', meaning: 'control error of the snoop result' },
  { bit: 55, name: 'JEIC', meaning: 'control parity error of the JBus' },
  { bit: 54, name: 'JEIT', meaning: 'illegal transaction on the JBus' },
  { bit: 51, name: 'JEIS', meaning: 'illegal signal on the JBus' },
  { bit: 48, name: 'ETP', meaning: 'parity error of the L2 tag' },
  { bit: 47, name: 'OM', meaning: 'address out of the range of memory' },
  { bit: 46, name: 'UMS', meaning: 'unsupported store' },
  { bit: 45, name: 'IVPE', meaning: 'parity error of an interrupt vector' },
];
const bitsOfUsIIIi = [
  ...bitsOfInternal,
  ...bitsOfAll.filter(({ bit }) => !bitsOfInternal.some((internal) => internal.bit === bit)),
].sort((one, other) => other.bit - one.bit);

/** The named bits of a type of processor, from the highest down. */
export function faultStatusBits(cpuType: CpuType): readonly FaultStatusBit[] {
  if (cpuType === 'US-IIIi') return bitsOfUsIIIi;
  return cpuType === 'US-III+' ? [...bitsOfPlus, ...bitsOfAll] : bitsOfAll;
}

const isSet = (afsr: Register, bit: number): boolean => ((afsr.high >>> (bit - 32)) & 1) === 1;

/** The named bits that are on, from the highest down. */
export const faultsIn = (afsr: Register, cpuType: CpuType): readonly FaultStatusBit[] =>
  faultStatusBits(cpuType).filter(({ bit }) => isSet(afsr, bit));

const meBit = 53;

/** ME: more than one error of a kind was met before the register was read. */
export const hasMultiple = (afsr: Register): boolean => isSet(afsr, meBit);

/** The register as it was when the first of several errors was latched. */
export const withoutMultiple = (afsr: Register): Register => ({
  high: (afsr.high & ~(1 << (meBit - 32))) >>> 0,
  low: afsr.low,
});

/** The syndrome of the data error: the register's lowest nine bits. */
export const dataSyndromeOf = (afsr: Register): number => afsr.low & 0x1ff;

/** `0x00100400<PRIV,UCC>.00000031` */
export function printFaultStatus(afsr: Register, cpuType: CpuType): string {
  const names = faultsIn(afsr, cpuType).map(({ name }) => name);
  const high = afsr.high.toString(16).padStart(8, '0');
  const low = afsr.low.toString(16).padStart(8, '0');
  return `0x${high}${names.length > 0 ? `<${names.join(',')}>` : ''}.${low}`;
}

/** The register with just one error's bit on and a syndrome: what is assumed where a log does not show it. */
export function plainFaultStatus(name: EccName, syndrome: number): Register {
  const found = bitsOfAll.find((each) => each.name === name);
  return { high: found === undefined ? 0 : (1 << (found.bit - 32)) >>> 0, low: syndrome };
}
