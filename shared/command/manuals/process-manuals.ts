import { countOf } from '../../lib/format.ts';
import { type CommandManual, type Operand, option } from '../manual.ts';
import { type PrstatCommand, prstatUsage } from '../prstat-command.ts';
import { type PsCommand, psFields, psUsage } from '../ps-command.ts';
import { type ReniceCommand, reniceUsage } from '../renice-command.ts';
import { type StatCommand, statUsages } from '../stat-commands.ts';
import { listed } from './wording.ts';

const text = (name: string): Operand => ({ name, kind: 'text' });
const processId: Operand = { name: 'pid', kind: 'process' };
const fields: Operand = {
  name: 'format',
  kind: Object.keys(psFields).map((word) => ({ word, meaning: 'a column' })),
};
const interval = { words: [text('interval'), text('count')], repeats: false } as const;
const oneReport =
  'It prints one report and ends, whatever the interval. What is not simulated is 0, and nothing counts from before the run began.';
const priorities = 'PRI is the priority of the scheduler as its screen shows it, 100 to 139: lower is better.';

/** ps for people. */
export const psManual: CommandManual<PsCommand> = {
  name: 'ps',
  summary: 'list processes',
  usage: psUsage,
  description: [
    'PSR is the processor that a process is bound to. NI is its nice value and 20.',
    priorities,
    'Every process has one thread here.',
  ],
  options: [
    option('e', 'Lists every process.'),
    option('A', 'Lists every process.'),
    option('a', 'Lists every process here.'),
    option('d', 'Lists every process here.'),
    option('f', 'Tells user, parent, start and the whole command line.', { excludes: 'o' }),
    option('o', 'Tells these columns, which a comma parts.', { value: fields, excludes: 'f' }),
    option('p', 'Lists these processes.', { value: processId }),
    option('u', 'Lists processes of these users.', { value: text('userlist') }),
    option('U', 'Lists processes of these users.', { value: text('userlist') }),
    option('P', 'Tells the processor that each is bound to.', { excludes: 'o' }),
  ],
  operands: () => ({ words: [], repeats: false }),
  exits: [[1, 'the words were wrong, or there is no such process']],
  examples: [
    { word: 'ps -ef', meaning: 'every process' },
    { word: 'ps -eo pid,psr,pri,nice,time,comm', meaning: 'how every process is scheduled' },
  ],
  foresee: ({ selects }) => ({
    does: selects === 'all' ? 'Lists every process.' : 'Lists processes.',
    refusal: null,
  }),
};

/** prstat for people. */
export const prstatManual: CommandManual<PrstatCommand> = {
  name: 'prstat',
  summary: 'list the busiest processes',
  usage: prstatUsage,
  description: [oneReport, 'CPU is the share of all processors in the last five seconds.', priorities],
  options: [
    option('c', 'Prints reports below each other, as it does here anyway.'),
    option('n', 'Lists so many processes.', { value: text('nprocs') }),
    option('p', 'Lists these processes.', { value: processId }),
    option('s', 'Sorts by cpu, pri or time, the highest first.', { value: text('key'), excludes: 'S' }),
    option('S', 'Sorts by cpu, pri or time, the lowest first.', { value: text('key'), excludes: 's' }),
    option('u', 'Lists processes of these users.', { value: text('euidlist') }),
  ],
  operands: () => interval,
  exits: [[1, 'the words were wrong']],
  examples: [{ word: 'prstat 1 1', meaning: 'the fifteen busiest processes' }],
  foresee: ({ most }) => ({
    does: `Lists the ${countOf(most, 'process', 'processes')} that come first.`,
    refusal: null,
  }),
};

const stat = <Name extends StatCommand['name']>(
  name: Name,
  summary: string,
  does: string,
): CommandManual<StatCommand & { readonly name: Name }> => ({
  name,
  summary,
  usage: [statUsages[name]],
  description: [oneReport],
  options: [],
  operands: () => interval,
  exits: [[1, 'the words were wrong']],
  examples: [{ word: name, meaning: summary }],
  foresee: () => ({ does, refusal: null }),
});

export const mpstatManual = stat(
  'mpstat',
  'tell what each processor has done',
  'Tells what each processor has done since the host came up.',
);
export const vmstatManual = stat(
  'vmstat',
  'tell what the host has done',
  'Tells what the host has done since it came up.',
);

function doesRenice({ adds, value, processes }: ReniceCommand): string {
  const named = listed(processes.map(({ word }) => `process ${word}`));
  return adds ? `Adds ${value} to the nice value of ${named}.` : `Gives ${named} the nice value ${value}.`;
}

/** renice for people. */
export const reniceManual: CommandManual<ReniceCommand> = {
  name: 'renice',
  summary: 'change the nice value of processes',
  usage: reniceUsage,
  description: [
    'A nice value is -20 to 19; what lies beyond is cut to that. The higher it is, the shorter are the slices of a process and the longer it waits for others.',
    'Threads of the kernel have none.',
  ],
  options: [
    option('n', 'Adds this to the nice value.', { value: text('increment') }),
    option('p', 'What follows are processes, as it is without.'),
  ],
  operands: () => ({ words: [processId], repeats: true }),
  exits: [
    [1, 'a process could not be changed'],
    [2, 'the words were wrong'],
  ],
  examples: [{ word: 'renice -n 5 -p 620', meaning: 'let others go before process 620' }],
  foresee: (command) => ({ does: doesRenice(command), refusal: null }),
};
