import { assertPresent } from '../../../../shared/lib/assert.ts';
import type { DrillHost } from '../../../../shared/model/drill.ts';
import type { BootedSystemFile } from '../../../../shared/system-file/read-system-file.ts';

/** How a kernel treats errors of main memory: the tunables that act here, wrong values replaced as it does. */
export interface MemorySettings {
  /** Whether pages with repeated corrected errors are retired. Uncorrectable ones are handled either way. */
  readonly automaticRemoval: boolean;
  /** More corrected errors of one module than this within the window are too many. */
  readonly softErrorLimit: number;
  readonly softErrorMinutes: number;
  /** How many pages may be retired because of corrected errors. */
  readonly retiredPagesLimit: number;
  /** What is told of corrected memory errors: 0 nothing, 1 in the log, more on the console as well. */
  readonly verbosity: number;
}

const defaultPhysmemPages = 1_048_576;
const defaultSoftErrorLimit = 2;
const defaultSoftErrorMinutes = 1440;
const defaultBasisPoints = 10n;

const positiveOr = (value: number, otherwise: number): number => (value > 0 ? value : otherwise);

/** So many basis points of memory, divided as whole numbers of 64 bits. 0 and below are taken as 10. */
export function retiredPagesLimit(physmemPages: number, basisPoints: bigint): number {
  const taken = BigInt.asIntN(64, basisPoints) > 0n ? basisPoints : defaultBasisPoints;
  return Number(BigInt.asUintN(64, BigInt(physmemPages) * taken) / 10_000n);
}

/** The settings of a host's kernel that has booted. */
export function memorySettings({ physmemPages }: DrillHost, { value }: BootedSystemFile): MemorySettings {
  const read = (name: string): bigint => assertPresent(value(name), 'every release has the tunable');
  // The kernel's variables are signed: what the file sets too high is below 0.
  const readInt = (name: string): number => Number(BigInt.asIntN(32, read(name)));
  return {
    automaticRemoval: readInt('automatic_page_removal') !== 0,
    softErrorLimit: positiveOr(readInt('ecc_softerr_limit'), defaultSoftErrorLimit),
    softErrorMinutes: positiveOr(readInt('ecc_softerr_interval'), defaultSoftErrorMinutes),
    retiredPagesLimit: retiredPagesLimit(physmemPages ?? defaultPhysmemPages, read('max_pages_retired_bps')),
    verbosity: readInt('ce_verbose_memory'),
  };
}
