import { readWholeNumber } from './read-number.ts';

/** A word of a command line that names a process; `pid` is null where it does not. */
export interface ProcessTarget {
  readonly pid: number | null;
  readonly word: string;
}

/** Reads a process id. */
export const readProcessTarget = (word: string): ProcessTarget => ({ pid: readWholeNumber(word), word });
