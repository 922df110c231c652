import { type Printed, printed } from './printed.ts';
import { type ProcessTarget, readProcessTarget } from './process-target.ts';
import { type ProcessorTarget, readProcessorTarget } from './processor-target.ts';
import { readWholeNumber } from './read-number.ts';
import { readOptions } from './read-options.ts';

/** A word that names a processor set; `set` is null where it does not. */
export interface SetTarget {
  readonly set: number | null;
  readonly word: string;
}

/** What psrset does, with the name that it was called by, which its messages begin with. */
export type PsrsetCommand = { readonly name: 'psrset'; readonly program: string } & (
  | { readonly action: 'create' | 'remove' | 'print'; readonly processors: readonly ProcessorTarget[] }
  | { readonly action: 'assign'; readonly set: number; readonly processors: readonly ProcessorTarget[] }
  | { readonly action: 'destroy' | 'info'; readonly sets: readonly SetTarget[] }
  | { readonly action: 'bind'; readonly set: number; readonly processes: readonly ProcessTarget[] }
  | { readonly action: 'unbind' | 'query'; readonly processes: readonly ProcessTarget[] }
  | { readonly action: 'interrupts'; readonly set: number; readonly state: 'on-line' | 'no-intr' }
  | { readonly action: 'execute'; readonly set: number; readonly words: readonly string[] }
);

/** What psrset prints about its words. */
export const psrsetUsage = (program: string): readonly string[] => [
  'usage: ',
  `\t${program} -c [processor_id ...]`,
  `\t${program} -d processor_set_id ...`,
  `\t${program} -n processor_set_id`,
  `\t${program} -f processor_set_id`,
  `\t${program} -e processor_set_id command [argument(s)...]`,
  `\t${program} -a processor_set_id processor_id ...`,
  `\t${program} -r processor_id ...`,
  `\t${program} -p [processorid ...]`,
  `\t${program} -b processor_set_id pid ...`,
  `\t${program} -u pid ...`,
  `\t${program} -q [pid ...]`,
  `\t${program} [-i] [processor_set_id ...]`,
];

const readSetTarget = (word: string): SetTarget => ({ set: readWholeNumber(word), word });

type SetLetter = 'a' | 'b' | 'n' | 'f' | 'e';

/** Actions whose first word is a processor set, which must be right before anything is done. */
function readWithSet(program: string, letter: SetLetter, operands: readonly string[]): PsrsetCommand | Printed {
  const refused = (line: string): Printed => printed(2, `${program}: ${line}`, ...psrsetUsage(program));
  const [word, ...others] = operands;
  if (word === undefined) return refused('must specify processor set');
  const set = readWholeNumber(word);
  if (set === null || set < 0) return printed(1, `${program}: invalid processor set ID ${word}`);
  const named = { name: 'psrset', program } as const;
  if (letter === 'a') {
    if (others.length === 0) return refused('must specify at least one processor');
    return { ...named, action: 'assign', set, processors: others.map(readProcessorTarget) };
  }
  if (letter === 'e') {
    return others.length === 0 ? refused('must specify command') : { ...named, action: 'execute', set, words: others };
  }
  // Words after the set are not looked at.
  if (letter !== 'b') return { ...named, action: 'interrupts', set, state: letter === 'n' ? 'on-line' : 'no-intr' };
  if (others.length === 0) return refused('must specify at least one pid');
  return { ...named, action: 'bind', set, processes: others.map(readProcessTarget) };
}

/** Reads psrset's words, the program's own left out; answers what it prints where it refuses them. */
export function readPsrset(program: string, words: readonly string[]): PsrsetCommand | Printed {
  const { options, operands, problem } = readOptions(program, words, 'cdarpibquenf');
  const refused = (...lines: readonly string[]): Printed => printed(2, ...lines, ...psrsetUsage(program));
  if (problem !== null) return refused(problem);
  const letters = new Set(options.map(({ letter }) => letter));
  if (letters.size > 1) return refused(`${program}: options are mutually exclusive`);
  const [letter = 'i'] = letters;
  const named = { name: 'psrset', program } as const;
  const lacks = (what: string): Printed => refused(`${program}: must specify at least one ${what}`);
  const isEmpty = operands.length === 0;
  switch (letter) {
    case 'a':
    case 'b':
    case 'n':
    case 'f':
    case 'e':
      return readWithSet(program, letter, operands);
    case 'c':
      return { ...named, action: 'create', processors: operands.map(readProcessorTarget) };
    case 'p':
      return { ...named, action: 'print', processors: operands.map(readProcessorTarget) };
    case 'r':
      if (isEmpty) return lacks('processor');
      return { ...named, action: 'remove', processors: operands.map(readProcessorTarget) };
    case 'd':
      if (isEmpty) return lacks('processor set');
      return { ...named, action: 'destroy', sets: operands.map(readSetTarget) };
    case 'q':
      return { ...named, action: 'query', processes: operands.map(readProcessTarget) };
    case 'u':
      if (isEmpty) return lacks('pid');
      return { ...named, action: 'unbind', processes: operands.map(readProcessTarget) };
    default:
      return { ...named, action: 'info', sets: operands.map(readSetTarget) };
  }
}
