import { type Printed, printed } from './printed.ts';
import { readOptions } from './read-options.ts';

/** What a column of `ps -o` can tell, with its header and width. */
export const psFields = {
  user: ['USER', 8],
  uid: ['UID', 5],
  pid: ['PID', 5],
  ppid: ['PPID', 5],
  pri: ['PRI', 3],
  pcpu: ['%CPU', 4],
  nice: ['NI', 2],
  class: ['CLS', 4],
  time: ['TIME', 11],
  etime: ['ELAPSED', 11],
  stime: ['STIME', 8],
  s: ['S', 1],
  c: ['C', 2],
  lwp: ['LWP', 6],
  nlwp: ['NLWP', 4],
  psr: ['PSR', 3],
  pset: ['PSET', 4],
  tty: ['TT', 7],
  fname: ['COMMAND', 8],
  comm: ['COMMAND', 8],
  args: ['COMMAND', 8],
} as const satisfies Readonly<Record<string, readonly [header: string, width: number]>>;
export type PsField = keyof typeof psFields;

/** `own` are the processes of the console's own terminal. */
export interface PsCommand {
  readonly name: 'ps';
  readonly form: 'short' | 'full' | { readonly fields: readonly { field: PsField; header: string }[] };
  /** With the processor that each is bound to. */
  readonly showsProcessor: boolean;
  readonly selects: 'all' | 'own' | { readonly pids: readonly number[]; readonly users: readonly string[] };
}

export const psUsage = [
  'usage: ps [ -aAdefP ] [ -o format ] [ -u userlist ] [ -p proclist ]',
  "  'format' is one or more of:",
  `\t${Object.keys(psFields).join(' ')}`,
] as const;

const inList = (text: string): readonly string[] => text.split(/[\s,]+/).filter((word) => word !== '');

/** The columns of one `-o`, the last of which can have a header of its own; the name of one that there is not. */
function readFields(text: string): { field: PsField; header: string }[] | string {
  const equals = text.indexOf('=');
  const names = inList(equals < 0 ? text : text.slice(0, equals));
  const unknown = names.find((name) => !Object.hasOwn(psFields, name));
  if (unknown !== undefined) return unknown;
  return names.map((name, index) => {
    const field = name as PsField;
    const isNamed = equals >= 0 && index === names.length - 1;
    return { field, header: isNamed ? text.slice(equals + 1) : psFields[field][0] };
  });
}

/** Reads ps's words, the program's own left out; answers what it prints where it refuses them. */
export function readPs(words: readonly string[]): PsCommand | Printed {
  const { options, operands, problem } = readOptions('ps', words, 'aAdefPo:u:U:p:');
  if (problem !== null) return printed(1, problem, ...psUsage);
  if (operands.length > 0) return printed(1, ...psUsage);
  const fields: { field: PsField; header: string }[] = [];
  const pids: number[] = [];
  const users: string[] = [];
  for (const { letter, value } of options) {
    if (letter === 'o') {
      const read = readFields(value);
      if (typeof read === 'string') return printed(1, `ps: unknown output format: -o ${read}`, ...psUsage);
      fields.push(...read);
    } else if (letter === 'p') {
      const wrong = inList(value).find((word) => !/^\d{1,9}$/.test(word));
      if (wrong !== undefined)
        return printed(1, `ps: ${wrong} is an invalid non-numeric argument for -p option`, ...psUsage);
      pids.push(...inList(value).map(Number));
    } else if (letter === 'u' || letter === 'U') {
      users.push(...inList(value));
    }
  }
  const letters = new Set(options.map(({ letter }) => letter));
  const isAll = ['a', 'A', 'd', 'e'].some((letter) => letters.has(letter));
  const named = pids.length > 0 || users.length > 0 ? { pids, users } : 'own';
  return {
    name: 'ps',
    form: fields.length > 0 ? { fields } : letters.has('f') ? 'full' : 'short',
    showsProcessor: letters.has('P'),
    selects: isAll ? 'all' : named,
  };
}
