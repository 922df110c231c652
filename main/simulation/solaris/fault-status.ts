import { assertPresent } from '../../../shared/lib/assert.ts';
import type { CpuType } from '../../../shared/model/drill.ts';
import { printRegister, type Register } from '../hardware/register.ts';

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
  { bit: 32, name: 'RUE', meaning: "uncorrectable error of another processor's memory or cache" },
  { bit: 31, name: 'RCE', meaning: "corrected error of another processor's memory or cache" },
  { bit: 30, name: 'BP', meaning: 'parity error of the JBus on data read' },
  { bit: 29, name: 'WBP', meaning: 'parity error of the JBus on a write-back or block store' },
  { bit: 28, name: 'FRC', meaning: 'corrected error of its own memory on the read of another processor' },
  { bit: 27, name: 'FRU', meaning: 'uncorrectable error of its own memory on the read of another processor' },
];
const bitsOfUsIIIi = [
  ...bitsOfInternal,
  ...bitsOfAll.filter(({ bit }) => !bitsOfInternal.some((internal) => internal.bit === bit)),
].sort((one, other) => other.bit - one.bit);

const bitsByType: Readonly<Record<CpuType, readonly FaultStatusBit[]>> = {
  'US-III': bitsOfAll,
  'US-III+': [...bitsOfPlus, ...bitsOfAll],
  'US-IIIi': bitsOfUsIIIi,
};

/** The named bits of a type of processor, from the highest down. */
export const faultStatusBits = (cpuType: CpuType): readonly FaultStatusBit[] => bitsByType[cpuType];

/** The register with one bit on. */
const registerWith = (bit: number): Register =>
  bit >= 32 ? { high: (1 << (bit - 32)) >>> 0, low: 0 } : { high: 0, low: (1 << bit) >>> 0 };

/** Whether two registers have a bit in common. */
export const overlaps = (one: Register, other: Register): boolean =>
  ((one.high & other.high) | (one.low & other.low)) !== 0;

/** All bits of the registers. */
export const unionOf = (registers: readonly Register[]): Register =>
  registers.reduce((all, { high, low }) => ({ high: (all.high | high) >>> 0, low: (all.low | low) >>> 0 }), {
    high: 0,
    low: 0,
  });

/** The register without the bits of `mask`. */
export const without = ({ high, low }: Register, mask: Register): Register => ({
  high: (high & ~mask.high) >>> 0,
  low: (low & ~mask.low) >>> 0,
});

const masksByType = new Map<string, ReadonlyMap<string, Register>>(
  Object.entries(bitsByType).map(([cpuType, bits]) => [
    cpuType,
    new Map(bits.map(({ name, bit }) => [name, registerWith(bit)])),
  ]),
);

/** The bit of an error in the AFSR of a type of processor, undefined where that type does not have it. */
export const bitOf = (cpuType: CpuType, name: string): Register | undefined => masksByType.get(cpuType)?.get(name);

/** The bits of errors, those left out that the type of processor does not have. */
export const bitsOf = (cpuType: CpuType, names: readonly string[]): Register =>
  unionOf(names.flatMap((name) => bitOf(cpuType, name) ?? []));

/** The named bits that are on, from the highest down. */
export const faultsIn = (afsr: Register, cpuType: CpuType): readonly FaultStatusBit[] =>
  faultStatusBits(cpuType).filter(({ name }) => isOn(afsr, cpuType, name));

/** Whether an error's bit is on. */
export const isOn = (afsr: Register, cpuType: CpuType, name: string): boolean => {
  const bit = bitOf(cpuType, name);
  return bit !== undefined && overlaps(afsr, bit);
};

const multipleBit = registerWith(53);

/** ME: more than one error of a kind was met before the register was read. */
export const hasMultiple = (afsr: Register): boolean => overlaps(afsr, multipleBit);

/** The register as it was when the first of several errors was latched. */
export const withoutMultiple = (afsr: Register): Register => without(afsr, multipleBit);

/** The syndrome of the data error: the register's lowest nine bits. */
export const dataSyndromeOf = (afsr: Register): number => afsr.low & 0x1ff;

/** The syndrome of the mtag error, of a US-IIIi the parity of the JBus: bits 19 to 16. */
export const tagSyndromeOf = (afsr: Register): number => (afsr.low >>> 16) & 0xf;

/** Bits that have a name in the low half, of any type of processor. */
const lowNames = unionOf(bitsOfInternal.filter(({ bit }) => bit < 32).map(({ bit }) => registerWith(bit)));

/** As printed, by the bits that have names. Errors come from few faults; what is kept is limited all the same. */
const printedNames = new Map<string, string>();
const mostPrintedNames = 4096;

function namesIn(afsr: Register, cpuType: CpuType): string {
  const key = `${cpuType}${afsr.high}.${afsr.low & lowNames.low}`;
  const known = printedNames.get(key);
  if (known !== undefined) return known;
  const names = faultsIn(afsr, cpuType).map(({ name }) => name);
  const text = names.length > 0 ? `<${names.join(',')}>` : '';
  if (printedNames.size >= mostPrintedNames) printedNames.clear();
  printedNames.set(key, text);
  return text;
}

/** `0x00100400<PRIV,UCC>.00000031` */
export function printFaultStatus(afsr: Register, cpuType: CpuType): string {
  const [high, low] = printRegister(afsr).split('.');
  return `${high}${namesIn(afsr, cpuType)}.${low}`;
}

/** The register with just one error's bit on and a syndrome: what is assumed where a log does not show it. */
export function plainFaultStatus(cpuType: CpuType, name: string, syndrome: number): Register {
  const { high, low } = assertPresent(bitOf(cpuType, name), 'an error of this type of processor');
  return { high, low: (low | syndrome) >>> 0 };
}
