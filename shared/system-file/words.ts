import type { ReadKind } from './lexer.ts';
import { parseSystemFile } from './parse-system-file.ts';
import type { Place } from './system-message.ts';

/** What a stretch of a file is to the kernel. `skipped`: it is not read, because something before it was wrong. */
export type WordRole =
  | 'comment'
  | 'command'
  | 'module'
  | 'variable'
  | 'operator'
  | 'number'
  | 'string'
  | 'path'
  | 'skipped';

export interface Word extends Place {
  readonly role: WordRole;
}

const plainRoles: Partial<Readonly<Record<ReadKind, WordRole>>> = {
  equals: 'operator',
  ampersand: 'operator',
  bar: 'operator',
  colon: 'operator',
  decimal: 'number',
  hexadecimal: 'number',
  string: 'string',
  unexpected: 'skipped',
  text: 'path',
  remark: 'comment',
  skipped: 'skipped',
};

const settingCommands = /^set(32|64)?$/i;

/** Gives words their roles while the file is read. */
class WordBook {
  readonly words: Word[] = [];
  readonly #text: string;
  #command: string | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  take(kind: ReadKind, place: Place): void {
    if (kind === 'newline') this.#command = null;
    const role = this.#roleOf(kind, place);
    if (role !== null && place.to > place.from) this.words.push({ ...place, role });
  }

  #roleOf(kind: ReadKind, place: Place): WordRole | null {
    if (kind === 'name') return this.#roleOfName(place);
    if (kind === 'colon') this.#makeModule();
    return plainRoles[kind] ?? null;
  }

  #roleOfName({ from, to }: Place): WordRole {
    if (this.#command !== null) {
      if (!settingCommands.test(this.#command)) return 'path';
      const last = this.words.at(-1)?.role;
      return last === 'number' || last === 'string' ? 'skipped' : 'variable';
    }
    this.#command = this.#text.slice(from, to);
    return 'command';
  }

  /** The name before a colon in a setting was a module's. */
  #makeModule(): void {
    const last = this.words.at(-1);
    if (last?.role === 'variable') this.words[this.words.length - 1] = { ...last, role: 'module' };
  }
}

/** The words of a file with their roles, in order, as the kernel's own lexer takes it apart. They do not overlap. */
export function wordsOf(text: string): readonly Word[] {
  const book = new WordBook(text);
  parseSystemFile(text, (kind, place) => book.take(kind, place));
  return book.words;
}
