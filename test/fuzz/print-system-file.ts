import type { Statement } from '../../shared/system-file/statements.ts';

/** A name in which the kernel's lexer takes every character as it is; the empty one is a NUL. */
const escapedName = (name: string): string =>
  name === '' ? '\\\0' : name.replace(/[^A-Za-z0-9_]|^[0-9]/gu, (character) => `\\${character}`);

const quoted = (text: string): string => `"${text.replace(/["\\\n]/g, (character) => `\\${character}`)}"`;

/** Control characters of a string as the kernel replaces them: with two backslashes. */
const withEscapes = (text: string): string => quoted(text).replaceAll('\b', '\\\\b').replaceAll('\t', '\\\\t');

function printed(statement: Statement): string {
  if (statement.kind === 'setting') {
    const { module, name, op, value, text, isHexadecimal } = statement;
    const number = isHexadecimal ? `0x${value.toString(16)}` : value.toString();
    const target = module === null ? escapedName(name) : `${escapedName(module)}:${escapedName(name)}`;
    return `set ${target}${op}${text === null ? number : withEscapes(text)}`;
  }
  const { command, value } = statement;
  if (command === 'rootdev' || command === 'swapdev') return `${command}: ${value}`;
  if (command !== 'moddir') return `${command}: ${escapedName(value)}`;
  return `moddir: ${value
    .split(':')
    .filter((folder) => folder !== '')
    .map(escapedName)
    .join(' ')}`;
}

/** The statements as a file that says the same, without comments and mistakes. */
export const printSystemFile = (statements: readonly Statement[]): string =>
  statements.map((statement) => `${printed(statement)}\n`).join('');
