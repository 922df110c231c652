import { symbolKey } from '../../../shared/system-file/symbols.ts';
import type { Word } from '../../../shared/system-file/words.ts';

/** The index of the word at a position, its end included; -1 where there is none. Words are in order. */
function indexAt(words: readonly Word[], position: number): number {
  let low = 0;
  let high = words.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const word = words[middle];
    if (word === undefined || word.to < position) low = middle + 1;
    else if (word.from > position) high = middle - 1;
    else return middle;
  }
  return -1;
}

export interface FoundWord extends Word {
  readonly text: string;
  /** The variable that the word belongs to, `name` or `module:name`; null outside settings. */
  readonly variable: string | null;
}

/** The word at a position of a text; null where there is none. */
export function wordAt(text: string, words: readonly Word[], position: number): FoundWord | null {
  const index = indexAt(words, position);
  const word = words[index];
  if (word === undefined) return null;
  return { ...word, text: text.slice(word.from, word.to), variable: variableAround(text, words, index) };
}

/** The variable of the setting that the word at an index is part of. */
function variableAround(text: string, words: readonly Word[], index: number): string | null {
  let start = index;
  while (start > 0 && words[start]?.role !== 'command') start -= 1;
  let module: string | null = null;
  for (const { role, from, to } of words.slice(start, index + 4)) {
    if (role === 'comment' || (role === 'command' && from > (words[index]?.from ?? 0))) return null;
    if (role === 'module') module = text.slice(from, to);
    if (role === 'variable') return symbolKey(module, text.slice(from, to));
  }
  return null;
}
