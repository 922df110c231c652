import type { CacheError } from './policy-host.ts';

/** Sets of errors that one of them has caused: what was seen together, in the order of the alphabet, and which it was. */
const trains: ReadonlyMap<string, string> = new Map([
  ['UCC,WDC', 'UCC'],
  ['EDC,WDC', 'EDC'],
  ['CPC,WDC', 'CPC'],
  ['CPC,EDC,WDC', 'CPC'],
  ['CPC,UCC,WDC', 'CPC'],
  ['CPC,EDC,UCC,WDC', 'CPC'],
  ['UCU,WDU', 'UCU'],
  ['EDU,WDU', 'EDU'],
  ['CPU,WDU', 'CPU'],
  ['CPU,UCU,WDU', 'CPU'],
  ['CPU,EDU,WDU', 'CPU'],
  ['CPU,EDU,UCU,WDU', 'CPU'],
]);

/** Of the errors of one trap, those that count: the one that caused the others, or all of them if they are no such set. */
export function rootsOf(errors: readonly CacheError[]): readonly CacheError[] {
  const names = [...new Set(errors.map(({ name }) => name))].sort((one, other) => (one < other ? -1 : 1)).join();
  const root = trains.get(names);
  if (root === undefined) return errors;
  return errors.filter(({ name }) => name === root).slice(0, 1);
}
