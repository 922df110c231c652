import { type Printed, printed } from './printed.ts';

/** What a shell would act on, and this one does not. */
const shellCharacters = new Set('|&;<>()$`*?[]{}~#!');
const blanks = new Set(' \t\n\r\f\v');

const quoteUnmatched = (quote: string): Printed => printed(2, `ksh: syntax error: \`${quote}' unmatched`);

/** Takes one line apart as a shell does, quotes and backslashes included; or answers why it cannot. */
export function splitWords(line: string): { readonly words: readonly string[] } | Printed {
  const words: string[] = [];
  let word: string | null = null;
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index);
    if (blanks.has(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (character === "'" || character === '"') {
      const end = line.indexOf(character, index + 1);
      if (end === -1) return quoteUnmatched(character);
      word = (word ?? '') + line.slice(index + 1, end);
      index = end;
    } else if (character === '\\') {
      index += 1;
      word = (word ?? '') + line.charAt(index);
    } else if (shellCharacters.has(character) && (character !== '#' || word === null)) {
      return printed(2, `ksh: ${character}: this console knows single commands only`);
    } else {
      word = (word ?? '') + character;
    }
  }
  if (word !== null) words.push(word);
  return { words };
}
