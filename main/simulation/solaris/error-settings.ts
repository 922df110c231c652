import { assertPresent } from '../../../shared/lib/assert.ts';
import type { BootedSystemFile } from '../../../shared/system-file/read-system-file.ts';

/** What a kernel tells of the errors of its processors: the tunables that act here. */
export interface ErrorSettings {
  /** What is told of corrected errors but those of memory: 0 nothing, 1 in the log, more on the console as well. */
  readonly correctedVerbosity: number;
  /** Whether dumps for diagnosis are for the console as well. */
  readonly dumpsForConsole: boolean;
}

/** The settings of a kernel that has booted. */
export function errorSettings({ value }: BootedSystemFile): ErrorSettings {
  const readInt = (name: string): number =>
    Number(BigInt.asIntN(32, assertPresent(value(name), 'every release has the tunable')));
  return { correctedVerbosity: readInt('ce_verbose_other'), dumpsForConsole: readInt('aft_verbose') !== 0 };
}
