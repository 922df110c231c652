import { type Printed, printed } from './printed.ts';
import { type ProcessTarget, readProcessTarget } from './process-target.ts';
import { readWholeNumber } from './read-number.ts';
import { readOptions } from './read-options.ts';

/** What pbind does, with the name that it was called by, which its messages begin with. */
export type PbindCommand = {
  readonly name: 'pbind';
  readonly program: string;
  readonly processes: readonly ProcessTarget[];
} & ({ readonly action: 'bind'; readonly processor: number } | { readonly action: 'unbind' | 'query' });

/** What pbind prints about its words. */
export const pbindUsage = (program: string): readonly string[] => [
  'usage: ',
  `\t${program} -b processor_id pid ...`,
  `\t${program} -u pid ...`,
  `\t${program} [-q] [pid ...]`,
];

/** Reads pbind's words, the program's own left out; answers what it prints where it refuses them. */
export function readPbind(program: string, words: readonly string[]): PbindCommand | Printed {
  const { options, operands, problem } = readOptions(program, words, 'b:qu');
  const refused = (...lines: readonly string[]): Printed => printed(2, ...lines, ...pbindUsage(program));
  let processor = 0;
  for (const { letter, value } of options) {
    if (letter !== 'b') continue;
    const read = readWholeNumber(value);
    if (read === null || read < 0) return printed(1, `${program}: invalid processor ID ${value}`);
    processor = read;
  }
  if (problem !== null) return refused(problem);
  const letters = new Set(options.map(({ letter }) => letter));
  if (letters.size > 1) return refused(`${program}: options -b, -q and -u are mutually exclusive`);
  const [letter = 'q'] = letters;
  if (letter !== 'q' && operands.length === 0) return refused(`${program}: must specify at least one pid`);
  const named = { name: 'pbind', program, processes: operands.map(readProcessTarget) } as const;
  if (letter === 'b') return { ...named, action: 'bind', processor };
  return { ...named, action: letter === 'u' ? 'unbind' : 'query' };
}
