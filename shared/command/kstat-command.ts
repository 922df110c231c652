import { type Printed, printed } from './printed.ts';
import { readOptions } from './read-options.ts';

/** What names statistics of the kernel; null fits all. */
export interface KstatPattern {
  readonly module: string | null;
  readonly instance: string | null;
  readonly name: string | null;
  readonly statistic: string | null;
}

export interface KstatCommand {
  readonly name: 'kstat';
  /** `parsable` is a statistic a line, `names` the same without values. */
  readonly form: 'blocks' | 'parsable' | 'names' | 'silent';
  readonly class: string | null;
  /** At least one. */
  readonly patterns: readonly KstatPattern[];
}

export const kstatUsage = [
  'Usage:',
  'kstat [ -qlp ] [ -c class ]',
  '      [ -m module ] [ -i instance ] [ -n name ] [ -s statistic ]',
  'kstat [ -qlp ] [ -c class ]',
  '      [ module:instance:name:statistic ... ]',
] as const;

const everything: KstatPattern = { module: null, instance: null, name: null, statistic: null };
const orNull = (word: string | undefined): string | null => (word === undefined || word === '' ? null : word);

function readPattern(word: string): KstatPattern | null {
  const parts = word.split(':');
  if (parts.length > 4) return null;
  const [module, instance, name, statistic] = parts;
  return { module: orNull(module), instance: orNull(instance), name: orNull(name), statistic: orNull(statistic) };
}

/** Reads kstat's words, the program's own left out; answers what it prints where it refuses them. */
export function readKstat(words: readonly string[]): KstatCommand | Printed {
  const { options, operands, problem } = readOptions('kstat', words, 'qlpc:m:i:n:s:');
  const refused = (...lines: readonly string[]): Printed => printed(2, ...lines, ...kstatUsage);
  if (problem !== null) return refused(problem);
  const given = new Map(options.map(({ letter, value }) => [letter, value]));
  const selects = ['m', 'i', 'n', 's'].some((letter) => given.has(letter));
  if (selects && operands.length > 0)
    return refused('module:instance:name:statistic and -m -i -n or -s are mutually exclusive');
  const read = operands.map(readPattern);
  if (read.includes(null)) return refused();
  const fromOptions = {
    module: orNull(given.get('m')),
    instance: orNull(given.get('i')),
    name: orNull(given.get('n')),
    statistic: orNull(given.get('s')),
  };
  const patterns = read.filter((each) => each !== null);
  return {
    name: 'kstat',
    form: formOf(given),
    class: orNull(given.get('c')),
    patterns: patterns.length > 0 ? patterns : [selects ? fromOptions : everything],
  };
}

function formOf(given: ReadonlyMap<string, string>): KstatCommand['form'] {
  if (given.has('q')) return 'silent';
  if (given.has('l')) return 'names';
  return given.has('p') ? 'parsable' : 'blocks';
}
