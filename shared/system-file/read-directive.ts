import type { Lexer } from './lexer.ts';
import type { Directive, DirectiveCommand } from './statements.ts';

/** Characters of a value. */
const longestValue = 256;

/** Tells of a mistake and leaves the statement out. */
function refuse(lexer: Lexer, body: string): null {
  lexer.warn(body);
  lexer.skipLine();
  return null;
}

const colonExpected = (command: string): string => `A colon (:) must follow the '${command}' command`;

/** `exclude: drv/foo`: a name and what is run into it. The kernel reads on without the colon. Null for `include`. */
export function readDirective(lexer: Lexer, spelled: string, command: DirectiveCommand | null): Directive | null {
  const { line } = lexer;
  let token = lexer.next(longestValue);
  if (token.kind === 'colon') token = lexer.next(longestValue);
  else lexer.warn(colonExpected(spelled));
  if (token.kind !== 'name') return refuse(lexer, 'value expected');
  const rest = lexer.word(longestValue - token.text.length);
  if (rest === null) return refuse(lexer, 'value too long');
  return command === null
    ? null
    : { kind: 'directive', line, place: lexer.statementPlace, command, value: token.text + rest };
}

/** `rootdev: /devices/...`: all text up to a blank. */
export function readRawDirective(lexer: Lexer, spelled: string, command: DirectiveCommand): Directive | null {
  const { line } = lexer;
  if (lexer.next(longestValue).kind !== 'colon') return refuse(lexer, colonExpected(spelled));
  lexer.skipBlanks();
  const value = lexer.word(longestValue);
  return value === null
    ? refuse(lexer, 'value too long')
    : { kind: 'directive', line, place: lexer.statementPlace, command, value };
}

/** The folders with one colon between each two. */
const pathOf = (folders: readonly string[]): string => folders.join(':').split(':').filter(Boolean).join(':');

/** `moddir: /one:/two /three`: the folders of the line, a comment on it included. */
export function readModulePath(lexer: Lexer, spelled: string): Directive | null {
  const { line } = lexer;
  if (lexer.next(longestValue).kind !== 'colon') return refuse(lexer, colonExpected(spelled));
  const folders: string[] = [];
  let left = longestValue;
  for (;;) {
    const from = lexer.position;
    const token = lexer.next(left);
    if (token.kind === 'end' || token.kind === 'newline') {
      // Left for the next statement.
      lexer.position = from;
      return { kind: 'directive', line, place: lexer.statementPlace, command: 'moddir', value: pathOf(folders) };
    }
    const rest = token.kind === 'unexpected' ? null : lexer.word(left - token.text.length, ':');
    if (rest === null) return refuse(lexer, 'value too long');
    folders.push(token.text + rest);
    left -= token.text.length + rest.length;
  }
}
