import { type FactCommand, factUsages, type UnameCommand, unameUsage } from '../fact-commands.ts';
import {
  type CatCommand,
  catUsage,
  type DmesgCommand,
  readableFiles,
  type TailCommand,
  tailUsage,
} from '../file-commands.ts';
import { type KstatCommand, kstatUsage } from '../kstat-command.ts';
import { type CommandManual, noWords, type Operand, option } from '../manual.ts';
import { type PrtdiagCommand, prtdiagUsage } from '../prtdiag-command.ts';

/** Commands that only look: what they do is what their summary says. */
function looking<Command>(
  name: string,
  usage: readonly string[],
  summary: string,
  more: Partial<CommandManual<Command>> = {},
): CommandManual<Command> {
  return {
    name,
    summary,
    usage,
    description: ['It changes nothing.'],
    options: [],
    operands: () => noWords,
    exits: [[1, 'the words were wrong']],
    examples: [],
    foresee: () => ({ does: `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`, refusal: null }),
    ...more,
  };
}

const file: Operand = {
  name: 'file',
  kind: [
    { word: readableFiles[0], meaning: 'what the kernel reads at boot' },
    { word: readableFiles[1], meaning: 'what syslogd has written' },
  ],
};
const statistics: Operand = {
  name: 'module:instance:name:statistic',
  kind: [
    { word: 'unix:0:page_retire', meaning: 'retired pages of memory' },
    { word: 'cpu_info', meaning: 'every processor' },
    { word: 'mm', meaning: 'corrected errors of each memory module' },
  ],
};
const text = (name: string): Operand => ({ name, kind: 'text' });

export const catManual = looking<CatCommand>('cat', [catUsage], 'print a file', {
  operands: () => ({ words: [file], repeats: true }),
  examples: [{ word: 'cat /etc/system', meaning: 'the file that the next boot reads' }],
});

export const tailManual = looking<TailCommand>('tail', [tailUsage], 'print the last lines of a file', {
  operands: () => ({ words: [file], repeats: false }),
  examples: [{ word: 'tail -20 /var/adm/messages', meaning: 'the newest twenty lines' }],
});

export const dmesgManual = looking<DmesgCommand>(
  'dmesg',
  ['usage: dmesg'],
  'print the newest lines of the messages file',
);

export const kstatManual = looking<KstatCommand>('kstat', kstatUsage.slice(1), 'print statistics of the kernel', {
  options: [
    option('p', 'Prints a statistic a line.', { excludes: 'lq' }),
    option('l', 'Prints names without values.', { excludes: 'pq' }),
    option('q', 'Prints nothing: the exit code tells.', { excludes: 'pl' }),
    option('c', 'Only of this class.', { value: text('class') }),
    option('m', 'Only of this module.', { value: text('module') }),
    option('i', 'Only of this instance.', { value: text('instance') }),
    option('n', 'Only of this name.', { value: text('name') }),
    option('s', 'Only this statistic.', { value: text('statistic') }),
  ],
  operands: (letters) =>
    ['m', 'i', 'n', 's'].some((letter) => letters.has(letter)) ? noWords : { words: [statistics], repeats: true },
  exits: [
    [1, 'there is no such statistic'],
    [2, 'the words were wrong'],
  ],
  examples: [{ word: 'kstat -n page_retire', meaning: 'retired pages of memory' }],
});

export const prtdiagManual = looking<PrtdiagCommand>('prtdiag', [prtdiagUsage], 'tell how the machine is built', {
  options: [option('l', 'Without effect here.'), option('v', 'Without effect here.')],
});

export const unameManual = looking<UnameCommand>('uname', [unameUsage], 'tell the name of the system', {
  options: [
    option('a', 'Prints all.'),
    option('s', 'Prints the name of the operating system.'),
    option('n', 'Prints the name of the host.'),
    option('r', 'Prints the release.'),
    option('v', 'Prints the version.'),
    option('m', 'Prints the kind of machine.'),
    option('p', 'Prints the kind of processor.'),
    option('i', 'Prints the platform.'),
  ],
});

const fact = <Name extends FactCommand['name']>(
  name: Name,
  summary: string,
  more: Partial<CommandManual<FactCommand & { readonly name: Name }>> = {},
): CommandManual<FactCommand & { readonly name: Name }> => looking(name, [factUsages[name]], summary, more);

export const dateManual = fact('date', 'tell the time', { options: [option('u', 'In UTC, as it is here anyway.')] });
export const hostnameManual = fact('hostname', 'tell the name of the host');
export const uptimeManual = fact('uptime', 'tell how long the system has been up');
export const whoManual = fact('who', 'tell when the system booted', {
  options: [option('b', 'The time of the boot.')],
  examples: [{ word: 'who -b', meaning: 'when the system booted' }],
});
