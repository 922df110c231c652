/** The largest number of a C `int`. */
const largest = 2_147_483_647;

/** What strtol(3C) makes of a text in base 10: the number, 0 where there is none, and what is left of the text. */
export function readLeadingNumber(text: string): { readonly value: number; readonly rest: string } {
  const match = /^[ \t\n\v\f\r]*([+-]?[0-9]+)/.exec(text);
  if (match === null) return { value: 0, rest: text };
  const value = Math.max(-largest - 1, Math.min(largest, Number(match[1])));
  // No negative zero.
  return { value: value === 0 ? 0 : value, rest: text.slice(match[0].length) };
}

/** The number that a whole word is, as Solaris's commands read it: an empty word is 0. Null if it is none. */
export function readWholeNumber(word: string): number | null {
  const { value, rest } = readLeadingNumber(word);
  return rest === '' ? value : null;
}
