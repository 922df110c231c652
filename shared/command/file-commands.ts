import { type Printed, printed } from './printed.ts';
import { readOptions } from './read-options.ts';

/** The files of a host that can be read. */
export const readableFiles = ['/etc/system', '/var/adm/messages'] as const;

/** `cat file ...`: prints files, one after the other. */
export interface CatCommand {
  readonly name: 'cat';
  readonly files: readonly string[];
}

/** `tail [-n] file`: the last lines of a file. */
export interface TailCommand {
  readonly name: 'tail';
  readonly lines: number;
  readonly file: string;
}

/** `dmesg`: the newest lines of the messages file. */
export interface DmesgCommand {
  readonly name: 'dmesg';
}

const usualLines = 10;
export const tailUsage = 'usage: tail [-number] file';
export const catUsage = 'usage: cat file ...';

/** Reads cat's words, the program's own left out; answers what it prints where it refuses them. */
export function readCat(words: readonly string[]): CatCommand | Printed {
  const { operands, problem } = readOptions('cat', words, '');
  if (problem !== null || operands.length === 0) return printed(2, catUsage);
  return { name: 'cat', files: operands };
}

/** Reads tail's words, the program's own left out; answers what it prints where it refuses them. */
export function readTail(words: readonly string[]): TailCommand | Printed {
  const [first = '', ...others] = words;
  const asked = /^-(\d{1,6})$/.exec(first)?.[1];
  const [file, ...more] = asked === undefined ? words : others;
  if (file === undefined || more.length > 0 || file.startsWith('-')) return printed(2, tailUsage);
  return { name: 'tail', lines: asked === undefined ? usualLines : Number(asked), file };
}

/** Reads dmesg's words: it has none. */
export function readDmesg(words: readonly string[]): DmesgCommand | Printed {
  return words.length > 0 ? printed(1, 'usage: dmesg') : { name: 'dmesg' };
}
