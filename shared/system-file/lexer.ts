import { assert } from '../lib/assert.ts';
import type { Place, SystemMessage } from './system-message.ts';

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

/** What is read: a token, text up to a blank, a comment as a whole, and what is skipped after a mistake. */
export type ReadKind = TokenKind | 'text' | 'remark' | 'skipped';
export type ReadListener = (kind: ReadKind, place: Place) => void;

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

/** What a character can be part of: bits of the table. */
const blank = 1;
const lineEnd = 2;
const octal = 4;
const decimal = 8;
const hexadecimal = 16;
const letter = 32;
const ofName = 64;
const formFeed = 128;

const classes = new Uint8Array(128);

function classify(characters: string, bits: number): void {
  for (const character of characters) {
    const code = character.charCodeAt(0);
    classes[code] = (classes[code] ?? 0) | bits;
  }
}

classify(' \t', blank);
classify('\n\r\f', lineEnd);
classify('\f', formFeed);
classify('01234567', octal);
classify('0123456789', decimal | hexadecimal | ofName);
classify('abcdefABCDEF', hexadecimal);
classify('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', letter | ofName);
classify('_-', ofName);

/** Whether a character is of one of the classes; no character is of none. */
const is = (character: string, bits: number): boolean => ((classes[character.charCodeAt(0)] ?? 0) & bits) !== 0;

/** Text as C has it: up to the first NUL. */
function upToNul(text: string): string {
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
  /** Where the statement began that is being read. */
  statementStart = 0;
  readonly messages: SystemMessage[] = [];
  #tokens = 0;
  #tokenStart = 0;
  readonly #text: string;
  readonly #listener: ReadListener | null;

  constructor(text: string, listener: ReadListener | null = null) {
    this.#text = text;
    this.#listener = listener;
  }

  /** The next token, of at most `longest` characters: a longer one is unexpected. */
  next(longest: number): Token {
    this.#tokens += 1;
    assert(this.#tokens <= 2 * this.#text.length + 8, 'a file is read in steps bounded by its length');
    this.skipBlanks();
    const start = this.position;
    this.#tokenStart = start;
    const { kind, text } = this.#read(longest);
    this.#listener?.(kind, { from: start, to: this.position });
    return { kind, text: upToNul(text), start };
  }

  /** Moves to the end of the line, which is left to be read. */
  skipLine(): void {
    const from = this.position;
    this.#moveToLineEnd();
    if (this.position > from) this.#listener?.('skipped', { from, to: this.position });
  }

  /** The same, for what is left out on purpose. */
  skipComment({ start }: Token): void {
    this.#moveToLineEnd();
    this.#listener?.('remark', { from: start, to: this.position });
  }

  skipBlanks(): void {
    this.position = this.#endOf(blank);
  }

  /** What follows up to a blank, a line end or `stop`; null when it is longer than `longest`. */
  word(longest: number, stop = ''): string | null {
    const from = this.position;
    while (this.position < this.#text.length && !this.#isAt(this.position, blank | lineEnd)) {
      if (this.#peek() === stop) break;
      this.position += 1;
      if (this.position - from > longest) return null;
    }
    if (this.position > from) this.#listener?.('text', { from, to: this.position });
    return upToNul(this.#text.slice(from, this.position));
  }

  /** The statement as far as it has been read. */
  get statementPlace(): Place {
    return { from: this.statementStart, to: this.position };
  }

  /** Tells of a mistake in the kernel's words, with the line. */
  warn(body: string): void {
    const text = `${body.slice(0, longestMessage)} on line ${this.line} of ${fileName}`;
    this.messages.push({
      module: 'genunix',
      messageClass: 'warning',
      format: '%s%s',
      text,
      place: this.#warnedPlace(),
    });
  }

  /** The word that is wrong; where that is the end of the line, the statement before it. */
  #warnedPlace(): Place {
    const from = this.#tokenStart;
    const isLineEnd = from >= this.#text.length || this.#isAt(from, lineEnd);
    if (isLineEnd && this.statementStart < from) return { from: this.statementStart, to: from };
    return { from, to: this.position };
  }

  #moveToLineEnd(): void {
    let end = this.position;
    while (end < this.#text.length && !this.#isAt(end, lineEnd)) end += 1;
    this.position = end;
  }

  #isAt(position: number, bits: number): boolean {
    return ((classes[this.#text.charCodeAt(position)] ?? 0) & bits) !== 0;
  }

  /** Where the characters of these classes end that begin here. */
  #endOf(bits: number): number {
    let end = this.position;
    while (this.#isAt(end, bits)) end += 1;
    return end;
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
    if (first === '\f') return this.#extend(first, longest, blank | formFeed, 'blank');
    if (first === '"') return this.#string(longest);
    return this.#word(first, longest);
  }

  /** Takes the characters that belong to a token, which can be too long then. */
  #extend(begun: string, longest: number, bits: number, kind: TokenKind): Omit<Token, 'start'> {
    const from = this.position;
    this.position = this.#endOf(bits);
    const text = begun + this.#text.slice(from, this.position);
    return text.length <= longest ? { kind, text } : { kind: 'unexpected', text: text.slice(0, longest) };
  }

  /** A name or a number, either with `-` or `~` before it. */
  #word(first: string, longest: number): Omit<Token, 'start'> {
    if (first !== '-' && first !== '~') return this.#nameOrNumber(first, first, longest);
    const next = this.#peek();
    if (first === '-' && (is(next, blank) || next === '\n')) return { kind: 'name', text: first };
    const second = this.#take();
    if (second === '') return { kind: 'unexpected', text: first + pastEnd };
    return this.#nameOrNumber(first + second, second, longest);
  }

  #nameOrNumber(begun: string, last: string, longest: number): Omit<Token, 'start'> {
    if (is(last, decimal)) return this.#number(begun, last, longest);
    if (is(last, letter) || last === '_' || last === '\\') return this.#name(begun, last, longest);
    return { kind: 'unexpected', text: begun };
  }

  #number(begun: string, first: string, longest: number): Omit<Token, 'start'> {
    if (first !== '0' || this.#peek() !== 'x') return this.#extend(begun, longest, decimal, 'decimal');
    const x = this.#take();
    return this.#extend(begun + x, longest, hexadecimal, 'hexadecimal');
  }

  #name(begun: string, first: string, longest: number): Omit<Token, 'start'> {
    let token: Omit<Token, 'start'> = { kind: 'name', text: begun };
    if (first === '\\') {
      this.position -= 1;
      token = { kind: 'name', text: begun.slice(0, -1) };
    } else token = this.#extend(begun, longest, ofName, 'name');
    while (token.kind === 'name' && this.#peek() === '\\') {
      this.position += 1;
      const escaped = this.#take() || pastEnd;
      token = this.#extend(token.text + escaped, longest, ofName, 'name');
    }
    return token;
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
    if (!is(first, decimal)) return this.#take() || pastEnd;
    let code = 0;
    while (is(this.#peek(), octal)) code = ((code << 3) + Number(this.#take())) | 0;
    if (code > highestCharacter) {
      const text = 'Character overflow detected.';
      const place = { from: this.#tokenStart, to: this.position };
      this.messages.push({ module: 'genunix', messageClass: 'warning', format: text, text, place });
    }
    return String.fromCharCode(code & 0xff);
  }
}
