import type { Lexer } from './lexer.ts';
import { numberValue } from './number-value.ts';
import type { Setting, SettingOperator } from './statements.ts';

/** Characters of a value and of the first name. */
const longestValue = 256;
/** Characters of the operator, or of the name after a module's. */
const longestVariable = 63;

/**
 * Where the kernel keeps strings: the start of its heap, eight bytes each aligned. Nothing in the file tells more, and a
 * variable that is no pointer gets the lowest bits of it.
 */
const stringAddress = 0x300_0000_0000n;

const operators: ReadonlyMap<string, SettingOperator> = new Map([
  ['equals', '='],
  ['ampersand', '&'],
  ['bar', '|'],
]);

interface Target {
  readonly module: string | null;
  readonly name: string;
  readonly op: SettingOperator;
}

type Value = Pick<Setting, 'value' | 'text' | 'isHexadecimal'>;

/** Tells of a mistake and leaves the statement out. */
function refuse(lexer: Lexer, body: string): null {
  lexer.warn(body);
  lexer.skipLine();
  return null;
}

function readTarget(lexer: Lexer): Target | null {
  const first = lexer.next(longestValue);
  if (first.kind !== 'name') return refuse(lexer, 'value expected');
  const second = lexer.next(longestVariable);
  if (second.kind !== 'colon') {
    const op = operators.get(second.kind);
    return op === undefined
      ? refuse(lexer, `unsupported operator ${second.text}`)
      : { module: null, name: first.text, op };
  }
  const variable = lexer.next(longestVariable);
  if (variable.kind !== 'name') return refuse(lexer, 'value expected');
  const op = operators.get(lexer.next(longestValue).kind);
  // The kernel prints the buffer that held the operator in the other form: here the variable.
  if (op === undefined) return refuse(lexer, `unsupported operator ${variable.text}`);
  return { module: first.text, name: variable.text, op };
}

const escapes: Readonly<Record<string, string>> = { '\\n': '\n', '\\t': '\t', '\\b': '\b' };

function readValue(lexer: Lexer, op: SettingOperator): Value | null {
  const { kind, text } = lexer.next(longestValue);
  if (kind === 'string') {
    if (op !== '=') return refuse(lexer, `illegal operator '${text}' used on a string`);
    const unescaped = text.replace(/\\[ntb]/g, (pair) => escapes[pair] ?? pair);
    return { value: stringAddress, text: unescaped, isHexadecimal: false };
  }
  if (kind !== 'hexadecimal' && kind !== 'decimal') return refuse(lexer, `bad rvalue '${text}'`);
  const value = numberValue(text);
  if (value === null) return refuse(lexer, `invalid number '${text}'`);
  return { value, text: null, isHexadecimal: kind === 'hexadecimal' };
}

/** The rest of a `set`; null when the kernel refuses it. */
export function readSetting(lexer: Lexer): Setting | null {
  const { line } = lexer;
  const target = readTarget(lexer);
  const value = target === null ? null : readValue(lexer, target.op);
  if (target === null || value === null) return null;
  return { kind: 'setting', line, place: lexer.statementPlace, ...target, ...value };
}
