import { readLeadingNumber, readWholeNumber } from './read-number.ts';

/** A word of a command line that names processors. */
export type ProcessorTarget =
  | { readonly kind: 'one'; readonly processor: number; readonly word: string }
  | { readonly kind: 'range'; readonly first: number; readonly last: number }
  | { readonly kind: 'invalid'; readonly what: 'ID' | 'range'; readonly word: string };

/** Reads `64` or `64-67`: whatever has a dash in it is a range. */
export function readProcessorTarget(word: string): ProcessorTarget {
  if (!word.includes('-')) {
    const processor = readWholeNumber(word);
    return processor === null ? { kind: 'invalid', what: 'ID', word } : { kind: 'one', processor, word };
  }
  const { value: first, rest } = readLeadingNumber(word);
  const last = rest.startsWith('-') ? readWholeNumber(rest.slice(1)) : null;
  if (last === null || last < first || first < 0) return { kind: 'invalid', what: 'range', word };
  return { kind: 'range', first, last };
}
