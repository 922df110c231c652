import { type Printed, printed } from './printed.ts';
import { readOptions } from './read-options.ts';

/** `uname`: what system this is. `letters` are those of its options in the order in which it prints them. */
export interface UnameCommand {
  readonly name: 'uname';
  readonly letters: readonly string[];
}

/** Commands that tell one thing. */
export type FactCommand = { readonly [Name in 'date' | 'hostname' | 'uptime' | 'who']: { readonly name: Name } }[
  | 'date'
  | 'hostname'
  | 'uptime'
  | 'who'];

export const unameUsage = 'usage: uname [-snrvmapi]';
export const factUsages: Readonly<Record<FactCommand['name'], string>> = {
  date: 'usage: date [-u]',
  hostname: 'usage: hostname',
  uptime: 'usage: uptime',
  who: 'usage: who -b',
};

const printedOrder = ['s', 'n', 'r', 'v', 'm', 'p', 'i'];

/** Reads uname's words, the program's own left out; answers what it prints where it refuses them. */
export function readUname(words: readonly string[]): UnameCommand | Printed {
  const { options, operands, problem } = readOptions('uname', words, 'snrvmapi');
  if (problem !== null) return printed(1, problem, unameUsage);
  if (operands.length > 0) return printed(1, unameUsage);
  const given = new Set(options.map(({ letter }) => letter));
  if (given.size === 0) return { name: 'uname', letters: ['s'] };
  return { name: 'uname', letters: printedOrder.filter((letter) => given.has('a') || given.has(letter)) };
}

const takes: Readonly<Record<FactCommand['name'], string>> = { date: 'u', hostname: '', uptime: '', who: 'b' };

/** Reads the words of a command that tells one thing; answers what it prints where it refuses them. */
export function readFact(name: FactCommand['name'], words: readonly string[]): FactCommand | Printed {
  const { options, operands, problem } = readOptions(name, words, takes[name]);
  if (problem !== null) return printed(1, problem, factUsages[name]);
  // Who is logged on nobody knows here: only when the system booted.
  if (operands.length > 0 || (name === 'who' && options.length === 0)) return printed(1, factUsages[name]);
  return { name };
}
