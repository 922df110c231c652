import { assert } from '../../../../shared/lib/assert.ts';
import type { SystemMessage } from './system-message.ts';

export type TokenKind =
  | 'equals'
  | 'ampersand'
  | 'bar'
  | 'comment'
  | 'colon'
  | 'semicolon'
  | 'comma'
  | 'slash'
  | 'blank'
  | 'newline'
  | 'end'
  | 'string'
  | 'hexadecimal'
  | 'decimal'
  | 'name'
  | 'unexpected';

/** A word of the file. `start` is where it begins, blanks before it left out. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
}

const marks: ReadonlyMap<string, TokenKind> = new Map([
  ['=', 'equals'],
  ['&', 'ampersand'],
  ['|', 'bar'],
  ['*', 'comment'],
  ['#', 'comment'],
  [':', 'colon'],
  [';', 'semicolon'],
  [',', 'comma'],
  ['/', 'slash'],
  ['\n', 'newline'],
  ['\r', 'newline'],
]);

/** What the kernel has in hand at the end of the file: the byte that -1 leaves in its buffer. */
const pastEnd = '\xff';
const fileName = 'etc/system';
/** The kernel puts a message together in a buffer of 256 bytes. */
const longestMessage = 255;
const highestCharacter = 127;

const isBlank = (character: string): boolean => character === ' ' || character === '\t';
const isLineEnd = (character: string): boolean => character === '\n' || character === '\r' || character === '\f';
const isDigit = (character: string): boolean => character >= '0' && character <= '9';
const isOctal = (character: string): boolean => character >= '0' && character <= '7';
const isLetter = (character: string): boolean =>
  (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
const isHexadecimal = (character: string): boolean =>
  isDigit(character) || (character >= 'a' && character <= 'f') || (character >= 'A' && character <= 'F');
const isOfName = (character: string): boolean =>
  isLetter(character) || isDigit(character) || character === '_' || character === '-';
const isBlankOrFormFeed = (character: string): boolean => isBlank(character) || character === '\f';

/** Text as C has it: up to the first NUL. */
export function upToNul(text: string): string {
  const nul = text.indexOf('\0');
  return nul === -1 ? text : text.slice(0, nul);
}

/**
 * Takes `/etc/system` apart as the kernel does, and keeps the messages about it. Every character is taken once, but for
 * a digit that turns out to be none of an octal escape. Where nothing is left, `peek` and `take` answer `''`.
 */
export class Lexer {
  /** The line as the kernel counts it: only line ends between statements count. */
  line = 1;
  position = 0;
  readonly messages: SystemMessage[] = [];
  #tokens = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next token, of at most `longest` characters: a longer one is unexpected. */
  next(longest: number): Token {
    this.#tokens += 1;
    assert(this.#tokens <= 2 * this.#text.length + 8, 'a file is read in steps bounded by its length');
    this.skipBlanks();
    const start = this.position;
    const { kind, text } = this.#read(longest);
    return { kind, text: upToNul(text), start };
  }

  /** Moves to the end of the line, which is left to be read. */
  skipLine(): void {
    for (let next = this.#peek(); next !== '' && !isLineEnd(next); next = this.#peek()) this.position += 1;
  }

  skipBlanks(): void {
    while (isBlank(this.#peek())) this.position += 1;
  }

  /** What follows up to a blank, a line end or `stop`; null when it is longer than `longest`. */
  word(longest: number, stop = ''): string | null {
    const from = this.position;
    for (let next = this.#peek(); next !== '' && next !== stop; next = this.#peek()) {
      if (isBlank(next) || isLineEnd(next)) break;
      this.position += 1;
      if (this.position - from > longest) return null;
    }
    return upToNul(this.#text.slice(from, this.position));
  }

  /** Takes the next character if it is this one. */
  skip(character: string): void {
    if (this.#peek() === character) this.position += 1;
  }

  /** Tells of a mistake in the kernel's words, with the line. */
  warn(body: string): void {
    const text = `${body.slice(0, longestMessage)} on line ${this.line} of ${fileName}`;
    this.messages.push({ module: 'genunix', messageClass: 'warning', format: '%s%s', text });
  }

  #peek(): string {
    return this.#text.charAt(this.position);
  }

  #take(): string {
    const character = this.#text.charAt(this.position);
    if (character !== '') this.position += 1;
    return character;
  }

  #read(longest: number): Omit<Token, 'start'> {
    if (longest < 1) return { kind: 'unexpected', text: '' };
    const first = this.#take();
    if (first === '') return { kind: 'end', text: pastEnd };
    const mark = marks.get(first);
    if (mark !== undefined) return { kind: mark, text: first };
    if (first === '\f') return this.#extend(first, longest, isBlankOrFormFeed, 'blank');
    if (first === '"') return this.#string(longest);
    return this.#word(first, longest);
  }

  /** Takes the characters that belong to a token, until it is too long. */
  #extend(
    begun: string,
    longest: number,
    belongs: (character: string) => boolean,
    kind: TokenKind,
  ): Omit<Token, 'start'> {
    let text = begun;
    while (belongs(this.#peek())) {
      const character = this.#take();
      if (text.length >= longest) return { kind: 'unexpected', text };
      text += character;
    }
    return { kind, text };
  }

  /** A name or a number, either with `-` or `~` before it. */
  #word(first: string, longest: number): Omit<Token, 'start'> {
    if (first !== '-' && first !== '~') return this.#nameOrNumber(first, first, longest);
    if (longest < 2) return { kind: 'unexpected', text: first };
    const next = this.#peek();
    if (first === '-' && (isBlank(next) || next === '\n')) return { kind: 'name', text: first };
    const second = this.#take();
    if (second === '') return { kind: 'unexpected', text: first + pastEnd };
    return this.#nameOrNumber(first + second, second, longest);
  }

  #nameOrNumber(begun: string, last: string, longest: number): Omit<Token, 'start'> {
    if (isDigit(last)) return this.#number(begun, last, longest);
    if (isLetter(last) || last === '_' || last === '\\') return this.#name(begun, last, longest);
    return { kind: 'unexpected', text: begun };
  }

  #number(begun: string, first: string, longest: number): Omit<Token, 'start'> {
    if (first !== '0' || this.#peek() !== 'x') return this.#extend(begun, longest, isDigit, 'decimal');
    const x = this.#take();
    if (begun.length >= longest) return { kind: 'unexpected', text: begun };
    return this.#extend(begun + x, longest, isHexadecimal, 'hexadecimal');
  }

  #name(begun: string, first: string, longest: number): Omit<Token, 'start'> {
    let escaped = first === '\\';
    let text = escaped ? begun.slice(0, -1) : begun;
    while (escaped || isOfName(this.#peek()) || this.#peek() === '\\') {
      let character = escaped ? first : this.#take();
      escaped = false;
      if (character === '\\') character = this.#take() || pastEnd;
      if (text.length >= longest) return { kind: 'unexpected', text };
      text += character;
    }
    return { kind: 'name', text };
  }

  #string(longest: number): Omit<Token, 'start'> {
    let text = '';
    for (let next = this.#peek(); next !== '"'; next = this.#peek()) {
      if (next === '' || next === '\n') {
        this.warn('Missing "');
        return { kind: 'string', text: '\n' };
      }
      this.position += 1;
      if (text.length >= longest) return { kind: 'unexpected', text };
      text += next === '\\' ? this.#escape() : next;
    }
    this.position += 1;
    return { kind: 'string', text };
  }

  /** What a backslash in a string makes of what follows: octal digits are a character's code, all else is itself. */
  #escape(): string {
    const first = this.#peek();
    if (!isDigit(first)) return this.#take() || pastEnd;
    let code = 0;
    while (isOctal(this.#peek())) code = ((code << 3) + Number(this.#take())) | 0;
    if (code > highestCharacter) {
      const text = 'Character overflow detected.';
      this.messages.push({ module: 'genunix', messageClass: 'warning', format: text, text });
    }
    return String.fromCharCode(code & 0xff);
  }
}
