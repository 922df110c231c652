import { type Printed, printed } from './printed.ts';
import { readInterval } from './read-interval.ts';
import { readOptions } from './read-options.ts';

const sortKeys = ['cpu', 'pri', 'time'] as const;

export interface PrstatCommand {
  readonly name: 'prstat';
  readonly key: (typeof sortKeys)[number];
  readonly ascending: boolean;
  /** How many processes it tells of. */
  readonly most: number;
  /** Null for all. */
  readonly pids: readonly number[] | null;
  readonly users: readonly string[] | null;
}

export const prstatUsage = [
  'Usage: prstat [-c] [-u euidlist] [-p pidlist]',
  '\t[-s key | -S key] [-n nprocs] [interval [counter]]',
] as const;

const usualLines = 15;
const mostLines = 1000;

const inList = (text: string): readonly string[] => text.split(/[\s,]+/).filter((word) => word !== '');

/** Reads prstat's words, the program's own left out; answers what it prints where it refuses them. */
export function readPrstat(words: readonly string[]): PrstatCommand | Printed {
  const { options, operands, problem } = readOptions('prstat', words, 'cn:p:s:S:u:');
  if (problem !== null) return printed(1, problem, ...prstatUsage);
  let command: PrstatCommand = {
    name: 'prstat',
    key: 'cpu',
    ascending: false,
    most: usualLines,
    pids: null,
    users: null,
  };
  for (const { letter, value } of options) {
    if (letter === 'n') {
      if (!/^\d{1,6}$/.test(value) || Number(value) === 0) return printed(1, `prstat: invalid argument -- ${value}`);
      command = { ...command, most: Math.min(Number(value), mostLines) };
    } else if (letter === 'p') {
      const wrong = inList(value).find((word) => !/^\d{1,9}$/.test(word));
      if (wrong !== undefined) return printed(1, `prstat: invalid argument -- ${wrong}`);
      command = { ...command, pids: inList(value).map(Number) };
    } else if (letter === 'u') {
      command = { ...command, users: inList(value) };
    } else if (letter !== 'c') {
      const key = sortKeys.find((each) => each === value);
      if (key === undefined) return printed(1, `prstat: invalid sort key -- ${value}`, ...prstatUsage);
      command = { ...command, key, ascending: letter === 'S' };
    }
  }
  const wrong = readInterval(operands);
  return wrong === null ? command : printed(1, `prstat: invalid argument -- ${wrong}`, ...prstatUsage);
}
