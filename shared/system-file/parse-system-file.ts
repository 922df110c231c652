import { Lexer, type ReadListener, type Token } from './lexer.ts';
import { readDirective, readModulePath, readRawDirective } from './read-directive.ts';
import { readSetting } from './read-setting.ts';
import type { Statement } from './statements.ts';
import type { SystemMessage } from './system-message.ts';

/** What a file says: its statements that stay in effect, in order, and what the kernel prints while it reads them. */
export interface ParsedSystemFile {
  readonly statements: readonly Statement[];
  readonly messages: readonly SystemMessage[];
}

type Reader = (lexer: Lexer, command: string) => Statement | null;

/** Characters of a command's name, or of whatever else begins a statement. */
const longestCommand = 79;

const discard = (_: Statement | null): null => null;

const readers: ReadonlyMap<string, Reader> = new Map(
  (
    [
      ['exclude', (lexer, command) => readDirective(lexer, command, 'exclude')],
      ['include', (lexer, command) => readDirective(lexer, command, null)],
      ['forceload', (lexer, command) => readDirective(lexer, command, 'forceload')],
      ['rootfs', (lexer, command) => readDirective(lexer, command, 'rootfs')],
      ['swapfs', (lexer, command) => readDirective(lexer, command, 'swapfs')],
      ['rootdev', (lexer, command) => readRawDirective(lexer, command, 'rootdev')],
      ['swapdev', (lexer, command) => readRawDirective(lexer, command, 'swapdev')],
      ['moddir', readModulePath],
      ['set', readSetting],
      ['set64', readSetting],
      // The kernels of these processors have 64 bits: it is read, and thrown away.
      ['set32', (lexer) => discard(readSetting(lexer))],
    ] satisfies readonly (readonly [string, Reader])[]
  ).flatMap(([command, reader]): [string, Reader][] => [
    [command, reader],
    [command.toUpperCase(), reader],
  ]),
);

/** Half of a pair of UTF-16, or a whole pair: the kernel knows neither. */
const surrogates = /[\ud800-\udfff]/g;

function readStatement(lexer: Lexer, command: string): Statement | null {
  const reader = readers.get(command);
  if (reader !== undefined) return reader(lexer, command);
  lexer.warn(`unknown command '${command}'`);
  lexer.skipLine();
  return null;
}

/** Tells of what follows a statement on its line. */
function refuseRest(lexer: Lexer, { kind, text, start }: Token, statementEnd: number): void {
  const isRunIn = (kind === 'decimal' || kind === 'hexadecimal') && start === statementEnd;
  lexer.warn(
    kind === 'name' || isRunIn ? `extraneous input ignored starting at '${text}'` : `Unexpected token '${text}'`,
  );
  lexer.skipLine();
}

/**
 * Reads `/etc/system` as the kernel does at boot. Any text is read to its end, in time proportional to its length.
 * `listener` is told of every stretch that is read, in order.
 */
export function parseSystemFile(text: string, listener: ReadListener | null = null): ParsedSystemFile {
  const lexer = new Lexer(text.replace(surrogates, '\ufffd'), listener);
  const statements: Statement[] = [];
  /** Where the statement of this line ended, -1 while there was none. */
  let statementEnd = -1;
  for (let token = lexer.next(longestCommand); token.kind !== 'end'; token = lexer.next(longestCommand)) {
    if (statementEnd === -1) lexer.statementStart = token.start;
    if (token.kind === 'comment') lexer.skipComment(token);
    else if (token.kind === 'newline') {
      lexer.line += 1;
      statementEnd = -1;
    } else if (token.kind === 'name' && statementEnd === -1) {
      const statement = readStatement(lexer, token.text);
      if (statement !== null) statements.push(statement);
      statementEnd = lexer.position;
    } else refuseRest(lexer, token, statementEnd);
  }
  return { statements, messages: lexer.messages };
}
