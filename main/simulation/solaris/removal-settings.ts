import { assertPresent } from '../../../shared/lib/assert.ts';
import { secondNs } from '../../../shared/lib/time.ts';
import type { BootedSystemFile } from '../../../shared/system-file/read-system-file.ts';

/** How a kernel takes processors off-line by itself: the tunables that act here. */
export interface RemovalSettings {
  /** Bits of `automatic_cpu_removal`: 1 for category A, 2 for B, 4 for C. The others mean nothing. */
  readonly automaticRemoval: number;
  readonly retryIntervalNs: number;
  readonly retries: number;
}

/** The settings of a kernel that has booted. Whatever the file says, they are whole numbers and none is below 0. */
export function removalSettings({ value }: BootedSystemFile): RemovalSettings {
  const read = (name: string): number => Number(assertPresent(value(name), 'every release has the tunable'));
  return {
    automaticRemoval: read('automatic_cpu_removal'),
    retryIntervalNs: read('cpu_remove_retry_seconds') * secondNs,
    retries: read('cpu_remove_retry_attempts'),
  };
}
