import { type Printed, printed } from './printed.ts';
import { type ProcessTarget, readProcessTarget } from './process-target.ts';
import { readWholeNumber } from './read-number.ts';
import { readOptions } from './read-options.ts';

/** With `adds` the number is added to the nice value of each process, else it is the new one. */
export interface ReniceCommand {
  readonly name: 'renice';
  readonly adds: boolean;
  readonly value: number;
  readonly processes: readonly ProcessTarget[];
}

export const reniceUsage = [
  'usage: renice [-n increment] [-p] pid ...',
  '       renice priority [-p] pid ...',
] as const;

const refused = printed(2, ...reniceUsage);

/** Reads renice's words, the program's own left out; answers what it prints where it refuses them. */
export function readRenice(words: readonly string[]): ReniceCommand | Printed {
  const [first = ''] = words;
  // The older form begins with the priority, which can look like an option.
  if (/^[+-]?\d+$/.test(first)) {
    const value = readWholeNumber(first) ?? 0;
    const rest = words[1] === '-p' ? words.slice(2) : words.slice(1);
    return commandOf(false, value, rest);
  }
  const { options, operands, problem } = readOptions('renice', words, 'n:p');
  if (problem !== null) return printed(2, problem, ...reniceUsage);
  const increment = options.findLast(({ letter }) => letter === 'n')?.value;
  const value = increment === undefined ? 10 : readWholeNumber(increment);
  return value === null ? refused : commandOf(true, value, operands);
}

function commandOf(adds: boolean, value: number, words: readonly string[]): ReniceCommand | Printed {
  if (words.length === 0) return refused;
  return { name: 'renice', adds, value, processes: words.map(readProcessTarget) };
}
