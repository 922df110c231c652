import { type Printed, printed } from './printed.ts';
import { readOptions } from './read-options.ts';

/** `prtdiag`: how the machine is built. */
export interface PrtdiagCommand {
  readonly name: 'prtdiag';
}

export const prtdiagUsage = 'Usage: prtdiag [-lv]';

/** Reads prtdiag's words; `-l` and `-v` would tell of what no machine has here. */
export function readPrtdiag(words: readonly string[]): PrtdiagCommand | Printed {
  const { operands, problem } = readOptions('prtdiag', words, 'lv');
  return problem !== null || operands.length > 0 ? printed(2, prtdiagUsage) : { name: 'prtdiag' };
}
