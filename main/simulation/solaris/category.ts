import type { DrillHost } from '../../../shared/model/drill.ts';
import { decodeSyndrome } from '../hardware/ecc-syndromes.ts';
import type { Register } from '../hardware/register.ts';
import { multipleCapable } from './event-classes.ts';
import { bitsOf, dataSyndromeOf, hasMultiple, overlaps, without } from './fault-status.ts';

/** A: counted by SERD. B: a UCC with ME. C: uncorrectable. Null: the error never takes the processor off-line. */
export type Category = 'A' | 'B' | 'C' | null;

const correctedNames: ReadonlySet<string> = new Set(['UCC', 'CPC', 'WDC', 'EDC']);
const uncorrectableNames: ReadonlySet<string> = new Set(['UCU', 'CPU', 'WDU', 'EDU']);
/** Of these the patches from 108528-24 and after 112233-08 on take note. */
const namesSincePatch: ReadonlySet<string> = new Set(['WDU', 'EDU']);

export const isCorrected = (name: string): boolean => correctedNames.has(name);

/** The error that Solaris has logged, and what it goes by. */
export interface CategorizedError {
  /** Its bit in the AFSR. */
  readonly name: string;
  readonly afsr: Register;
  readonly host: Pick<DrillHost, 'cpuType' | 'kernelPatch'>;
  /** The kernel variable `automatic_cpu_removal`: 1 for A, 2 for B, 4 for C. */
  readonly automaticRemoval: number;
}

/** ME can stem from the UCC alone: no other bit that can set it is on. */
const isMultipleUcc = ({ name, afsr, host: { cpuType } }: CategorizedError): boolean =>
  name === 'UCC' && hasMultiple(afsr) && !overlaps(afsr, without(multipleCapable(cpuType), bitsOf(cpuType, ['UCC'])));

/** Whether and how a logged error counts towards taking its processor off-line. */
export function categoryOf(error: CategorizedError): Category {
  const { name, afsr, host, automaticRemoval } = error;
  const patch = host.kernelPatch ?? 'usual';
  if (uncorrectableNames.has(name)) {
    if ((automaticRemoval & 4) === 0 || (patch === 'early' && namesSincePatch.has(name))) return null;
    // A special syndrome was written by whoever met the bad data first: the reporter is a victim.
    return decodeSyndrome(dataSyndromeOf(afsr), host.cpuType).kind === 'special' ? null : 'C';
  }
  if (!correctedNames.has(name)) return null;
  // One wrong cell can be met twice before the trap handler runs.
  if ((automaticRemoval & 2) !== 0 && patch !== 'late' && isMultipleUcc(error)) return 'B';
  return (automaticRemoval & 1) !== 0 ? 'A' : null;
}
