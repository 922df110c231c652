import type { CpuType, EccName } from '../../../shared/model/drill.ts';
import { decodeSyndrome } from '../hardware/ecc-syndromes.ts';
import type { Register } from '../hardware/register.ts';
import { dataSyndromeOf, faultsIn, hasMultiple } from './fault-status.ts';

/** A: counted by SERD. B: a UCC with ME. C: uncorrectable. Null: the error never takes the processor off-line. */
export type Category = 'A' | 'B' | 'C' | null;

const correctedNames: ReadonlySet<EccName> = new Set(['UCC', 'CPC', 'WDC', 'EDC']);

export const isCorrected = (name: EccName): boolean => correctedNames.has(name);

/** Bits that can set ME. Of the corrected L2 errors only UCC does. */
const multipleCapable: readonly string[] = [
  ...['ISAP', 'UE', 'IVU', 'EMU', 'UCU', 'EDU', 'WDU', 'CPU', 'UCC', 'BERR', 'TO'],
  ...['TUE_SH', 'IMU', 'DTO', 'DBERR', 'TSCE', 'TUE', 'DUE'],
];

/** The error that Solaris has logged, and what it goes by. */
export interface LoggedError {
  readonly name: EccName;
  readonly afsr: Register;
  readonly cpuType: CpuType;
  /** The kernel variable `automatic_cpu_removal`: 1 for A, 2 for B, 4 for C. */
  readonly automaticRemoval: number;
}

/** ME can stem from the UCC alone: no other bit that can set it is on. */
const isMultipleUcc = ({ name, afsr, cpuType }: LoggedError): boolean =>
  name === 'UCC' &&
  hasMultiple(afsr) &&
  !faultsIn(afsr, cpuType).some((fault) => fault.name !== 'UCC' && multipleCapable.includes(fault.name));

/** Whether and how a logged error counts towards taking its processor off-line. */
export function categoryOf(error: LoggedError): Category {
  const { name, afsr, cpuType, automaticRemoval } = error;
  if (!isCorrected(name)) {
    if ((automaticRemoval & 4) === 0) return null;
    // A special syndrome was written by whoever met the bad data first: the reporter is a victim.
    return decodeSyndrome(dataSyndromeOf(afsr), cpuType).kind === 'special' ? null : 'C';
  }
  if ((automaticRemoval & 2) !== 0 && isMultipleUcc(error)) return 'B';
  return (automaticRemoval & 1) !== 0 ? 'A' : null;
}
