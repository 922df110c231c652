import type { HostKnowledge } from '../host-knowledge.ts';
import { type CommandManual, type Foreseen, noWords, type Operand, option } from '../manual.ts';
import { type PsrsetCommand, psrsetUsage } from '../psrset-command.ts';
import { processesInWords, processorsInWords, setsInWords } from './wording.ts';

const all = (command: PsrsetCommand): string | null => {
  if (command.action === 'info' && command.sets.length === 0) return 'Lists every processor set.';
  if (command.action === 'print' && command.processors.length === 0) {
    return 'Tells the processor set of every processor that is in one.';
  }
  if (command.action === 'query' && command.processes.length === 0) {
    return 'Lists every process that is bound to a processor set.';
  }
  return null;
};

function doesOf(command: PsrsetCommand): string {
  switch (command.action) {
    case 'create':
      if (command.processors.length === 0) return 'Creates an empty processor set.';
      return `Creates a processor set of ${processorsInWords(command.processors)}: only processes bound to it run there.`;
    case 'destroy':
      return `Removes ${setsInWords(command.sets.map(({ set, word }) => set ?? word))}: its processors serve everybody again.`;
    case 'assign':
      return `Puts ${processorsInWords(command.processors)} into processor set ${command.set}.`;
    case 'remove':
      return `Takes ${processorsInWords(command.processors)} out of its processor set.`;
    case 'print':
      return `Tells the processor set of ${processorsInWords(command.processors)}.`;
    case 'info':
      return `Lists ${setsInWords(command.sets.map(({ set, word }) => set ?? word))}.`;
    case 'bind':
      return `Lets ${processesInWords(command.processes)} run in processor set ${command.set} only.`;
    case 'unbind':
      return `Unbinds ${processesInWords(command.processes)} from its processor set.`;
    case 'interrupts':
      return command.state === 'on-line'
        ? `Lets the processors of set ${command.set} take interrupts.`
        : `Keeps interrupts away from the processors of set ${command.set}.`;
    case 'execute':
      return `Runs ${command.words.join(' ')} in processor set ${command.set}.`;
    case 'query':
      return `Tells which processor set ${processesInWords(command.processes)} is bound to.`;
  }
}

const foresee = (command: PsrsetCommand, _knowledge: HostKnowledge): Foreseen => ({
  does: all(command) ?? doesOf(command),
  refusal: null,
});

const letters = 'cdarpibquenf';
const one = (letter: string) => ({ excludes: [...letters].filter((other) => other !== letter).join('') });
const processor: Operand = { name: 'processor_id', kind: 'processor' };
const set: Operand = { name: 'processor_set_id', kind: 'processor set' };
const pid: Operand = { name: 'pid', kind: 'process' };

const operandsOf: ReadonlyMap<string, readonly Operand[]> = new Map([
  ['c', [processor]],
  ['d', [set]],
  ['a', [set, processor]],
  ['r', [processor]],
  ['p', [processor]],
  ['b', [set, pid]],
  ['u', [pid]],
  ['q', [pid]],
  ['i', [set]],
  ['n', [set]],
  ['f', [set]],
  ['e', [set, { name: 'command', kind: 'text' }]],
]);

/** psrset for people. */
export const psrsetManual: CommandManual<PsrsetCommand> = {
  name: 'psrset',
  summary: 'create and manage processor sets',
  usage: psrsetUsage('psrset'),
  description: [
    'A processor set keeps processors for the processes that are bound to it. The last processor of a set cannot go off-line. Without an option it lists the sets.',
  ],
  options: [
    option('c', 'Creates a set, of these processors where some are given.', one('c')),
    option('d', 'Removes sets.', one('d')),
    option('a', 'Puts processors into a set.', one('a')),
    option('r', 'Takes processors out of their set.', one('r')),
    option('p', 'Tells the set of processors.', one('p')),
    option('b', 'Binds processes to a set.', one('b')),
    option('u', 'Unbinds processes from their set.', one('u')),
    option('q', 'Tells the set that processes are bound to.', one('q')),
    option('n', 'Lets the processors of a set take interrupts.', one('n')),
    option('f', 'Keeps interrupts away from the processors of a set.', one('f')),
    option('e', 'Runs a command in a set.', one('e')),
    option('i', 'Lists sets with their processors.', one('i')),
  ],
  operands: (given) => {
    const [letter = 'i'] = given;
    const words = operandsOf.get(letter);
    return words === undefined ? noWords : { words, repeats: letter !== 'n' && letter !== 'f' };
  },
  exits: [
    [0, 'done'],
    [1, 'the system refused'],
    [2, 'the words were wrong'],
  ],
  examples: [
    { word: 'psrset', meaning: 'every set with its processors' },
    { word: 'psrset -c 65 66', meaning: 'create a set of processors 65 and 66' },
    { word: 'psrset -d 1', meaning: 'remove processor set 1' },
  ],
  foresee,
};
