import { type Printed, printed } from './printed.ts';
import { readInterval } from './read-interval.ts';
import { readOptions } from './read-options.ts';

/** Commands that tell what processors have done since the host came up. */
export type StatCommand = { readonly name: 'mpstat' } | { readonly name: 'vmstat' };

export const statUsages: Readonly<Record<StatCommand['name'], string>> = {
  mpstat: 'Usage: mpstat [interval [count]]',
  vmstat: 'Usage: vmstat [interval [count]]',
};

/** Reads the words of mpstat or vmstat; answers what it prints where it refuses them. */
export function readStat(name: StatCommand['name'], words: readonly string[]): StatCommand | Printed {
  const { options, operands, problem } = readOptions(name, words, '');
  if (problem !== null) return printed(1, problem, statUsages[name]);
  return options.length > 0 || readInterval(operands) !== null ? printed(1, statUsages[name]) : { name };
}
