import { type Printed, printed } from './printed.ts';
import { type ProcessorTarget, readProcessorTarget } from './processor-target.ts';
import { readOptions } from './read-options.ts';

export interface PsrinfoCommand {
  readonly name: 'psrinfo';
  /** `silent`: only 1 or 0 for one processor. `count`: how many chips there are. `chips`: what each of them is. */
  readonly form: 'lines' | 'verbose' | 'silent' | 'count' | 'chips';
  /** Empty for all processors. */
  readonly targets: readonly ProcessorTarget[];
}

/** What psrinfo prints about its words. */
export const psrinfoUsage: readonly string[] = [
  'usage: ',
  '\tpsrinfo [-v] [-p] [processor_id ...]',
  '\tpsrinfo -s [-p] processor_id',
];
const refused = (...lines: readonly string[]): Printed => printed(2, ...lines, ...psrinfoUsage);

/** Reads psrinfo's words, the program's own left out; answers what it prints where it refuses them. */
export function readPsrinfo(words: readonly string[]): PsrinfoCommand | Printed {
  const { options, operands, problem } = readOptions('psrinfo', words, 'psv');
  if (problem !== null) return refused(problem);
  const given = new Set(options.map(({ letter }) => letter));
  const silent = given.has('s');
  if (silent && given.has('v')) return refused('psrinfo: options -s and -v are mutually exclusive');
  const targets = operands.map(readProcessorTarget);
  if (silent && (targets.length !== 1 || operands[0]?.includes('-'))) {
    return refused('psrinfo: must specify exactly one processor if -s used');
  }
  // A chip has one processor here, so that what -p says of it with -s is what it says without.
  if (silent) return { name: 'psrinfo', form: 'silent', targets };
  if (given.has('p')) return { name: 'psrinfo', form: given.has('v') ? 'chips' : 'count', targets };
  return { name: 'psrinfo', form: given.has('v') ? 'verbose' : 'lines', targets };
}
