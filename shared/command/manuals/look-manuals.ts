import { countOf } from '../../lib/format.ts';
import { type FactCommand, factUsages, type UnameCommand, unameUsage } from '../fact-commands.ts';
import {
  type CatCommand,
  catUsage,
  type DmesgCommand,
  readableFiles,
  type TailCommand,
  tailUsage,
} from '../file-commands.ts';
import { type KstatCommand, type KstatPattern, kstatUsage } from '../kstat-command.ts';
import { type CommandManual, type Foreseen, noWords, type Operand, option } from '../manual.ts';
import { printed } from '../printed.ts';
import { type PrtdiagCommand, prtdiagUsage } from '../prtdiag-command.ts';
import { listed, refusalOf } from './wording.ts';

/** `print a file` as what a command does: `Prints a file.` */
function sentenceOf(summary: string): string {
  const [verb = '', ...rest] = summary.split(' ');
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1)}s ${rest.join(' ')}.`;
}

const isReadable = (file: string): boolean => readableFiles.some((each) => each === file);

function foreseeCat({ files }: CatCommand): Foreseen {
  const refused = files.filter((file) => !isReadable(file));
  return {
    does: `Prints ${listed(files)}.`,
    refusal: refusalOf(refused.map((file): [number, string] => [2, `cat: cannot open ${file}`])),
  };
}

const foreseeTail = ({ lines, file }: TailCommand): Foreseen => ({
  does: `Prints the last ${countOf(lines, 'line')} of ${file}.`,
  refusal: isReadable(file) ? null : printed(2, 'tail: cannot open input'),
});

const kstatActions: Readonly<Record<KstatCommand['form'], string>> = {
  blocks: 'Prints',
  parsable: 'Prints, a line each,',
  names: 'Prints the names of',
  silent: 'Tells by its exit code whether there are',
};

/** The statistics that a pattern selects, in words. */
function selectedIn({ module, instance, name, statistic }: KstatPattern): string {
  const parts = [
    ['module', module],
    ['instance', instance],
    ['name', name],
    ['statistic', statistic],
  ].flatMap(([what, value]) => (value === null ? [] : [`${what} ${value}`]));
  return parts.length === 0 ? 'all statistics' : `statistics of ${listed(parts)}`;
}

const foreseeKstat = ({ form, patterns }: KstatCommand): Foreseen => ({
  does: `${kstatActions[form]} ${listed(patterns.map(selectedIn))}.`,
  refusal: null,
});

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
    foresee: () => ({ does: sentenceOf(summary), refusal: null }),
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
  foresee: foreseeCat,
  operands: () => ({ words: [file], repeats: true }),
  examples: [{ word: 'cat /etc/system', meaning: 'the file that the next boot reads' }],
});

export const tailManual = looking<TailCommand>('tail', [tailUsage], 'print the last lines of a file', {
  foresee: foreseeTail,
  operands: () => ({ words: [file], repeats: false }),
  examples: [{ word: 'tail -20 /var/adm/messages', meaning: 'the newest twenty lines' }],
});

export const dmesgManual = looking<DmesgCommand>(
  'dmesg',
  ['usage: dmesg'],
  'print the newest lines of the messages file',
);

export const kstatManual = looking<KstatCommand>('kstat', kstatUsage.slice(1), 'print statistics of the kernel', {
  foresee: foreseeKstat,
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
