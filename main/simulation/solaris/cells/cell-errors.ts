import { assertPresent } from '../../../../shared/lib/assert.ts';
import type {
  CacheAccess,
  CpuType,
  EccInject,
  EccName,
  FaultyCellInject,
  MemoryErrorClass,
  MemoryInject,
} from '../../../../shared/model/drill.ts';
import { decodeSyndrome } from '../../hardware/ecc-syndromes.ts';
import type { MemoryPlace } from '../../hardware/memory-layout.ts';
import { memoryModuleName } from '../../hardware/module-names.ts';
import { printRegister, type Register } from '../../hardware/register.ts';
import { multipleCapable, usualTrap } from '../event-classes.ts';
import { bitsOf, overlaps, unionOf } from '../fault-status.ts';

const correctedNames: Readonly<Record<CacheAccess, EccName>> = {
  load: 'UCC',
  fetch: 'UCC',
  'write-back': 'WDC',
  'copy-out': 'CPC',
  'store-merge': 'EDC',
  'block-load': 'EDC',
};
const uncorrectableNames: Readonly<Record<CacheAccess, EccName>> = {
  load: 'UCU',
  fetch: 'UCU',
  'write-back': 'WDU',
  'copy-out': 'CPU',
  'store-merge': 'EDU',
  'block-load': 'EDU',
};

/** The hardware tells these errors to no code: they are met by the way. */
const metByTheWay: ReadonlySet<CacheAccess> = new Set<CacheAccess>(['write-back', 'copy-out', 'store-merge']);

/** Whether the code puts right what has such a syndrome. Where several bits happen to look like one, it makes it worse. */
export function isCorrectable(syndrome: number, cpuType: CpuType): boolean {
  const { kind } = decodeSyndrome(syndrome, cpuType);
  return kind === 'data' || kind === 'check';
}

/** The register after an error: the bits of these names, and the syndrome. */
const faultStatus = (cpuType: CpuType, names: readonly string[], syndrome: number): Register =>
  unionOf([bitsOf(cpuType, names), { high: 0, low: syndrome }]);

/** What the registers hold after a touch of a cell in a cache that met `syndrome`. */
export function cacheErrorOf(
  { host, processor, address, access, mode, faultPc, twice }: FaultyCellInject,
  cpuType: CpuType,
  syndrome: number,
): EccInject {
  const how = assertPresent(access, 'the drill has been checked');
  const name = (isCorrectable(syndrome, cpuType) ? correctedNames : uncorrectableNames)[how];
  const told = metByTheWay.has(how) ? null : mode;
  const bits = told === 'privileged' ? [name, 'PRIV'] : [name];
  const once = { afsr: printRegister(faultStatus(cpuType, bits, syndrome)), afar: address };
  const isMultiple = twice && overlaps(multipleCapable(cpuType), bitsOf(cpuType, [name]));
  // Only a US-III+ keeps the first of several errors by itself.
  const early = isMultiple && cpuType === 'US-III+' ? { trap: usualTrap(cpuType, name, told), shadow: once } : {};
  return {
    at: '0s',
    kind: 'ecc',
    host,
    processor: assertPresent(processor, 'the drill has been checked'),
    name,
    ...(isMultiple ? { ...once, afsr: printRegister(faultStatus(cpuType, [...bits, 'ME'], syndrome)) } : once),
    faultPc,
    mode: told,
    trapLevel: 0,
    ...early,
  };
}

/** Who reads memory: code that runs, or the scrubber. */
export type MemoryReader = 'code' | 'scrubber';

/** What the registers of `processor` hold after it has read memory with `syndrome`. */
export function memoryErrorOf(
  cell: Pick<FaultyCellInject, 'host' | 'address' | 'mode' | 'faultPc' | 'pageState'>,
  met: {
    readonly processor: number;
    readonly cpuType: CpuType;
    readonly place: MemoryPlace;
    readonly syndrome: number;
    readonly class: MemoryErrorClass;
    readonly reader: MemoryReader;
  },
): MemoryInject {
  const { processor, cpuType, place, syndrome, reader } = met;
  const decoded = decodeSyndrome(syndrome, cpuType);
  const bit = decoded.kind === 'data' ? decoded.bit : decoded.kind === 'check' ? decoded.bit + 128 : null;
  const name = bit === null ? 'UE' : 'CE';
  const byScrubber = reader === 'scrubber';
  const mode = name === 'CE' ? null : byScrubber ? 'privileged' : cell.mode;
  return {
    at: '0s',
    kind: 'memory',
    host: cell.host,
    processor,
    name,
    class: met.class,
    afsr: printRegister(faultStatus(cpuType, mode === 'privileged' ? [name, 'PRIV'] : [name], syndrome)),
    afar: cell.address,
    faultPc: cell.faultPc,
    mode,
    access: 'data',
    trapLevel: 0,
    // The kernel dies of bad data that its own code reads, but the scrubber expects to find some.
    ...(byScrubber ? { protected: true } : {}),
    module: memoryModuleName(place, bit),
    pageState: cell.pageState,
  };
}
