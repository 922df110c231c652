import { type CfgadmCommand, cfgadmUsage } from '../cfgadm-command.ts';
import { type CommandManual, type Operand, option } from '../manual.ts';
import { listed } from './wording.ts';

const verbs = {
  connect: 'Gives power to and tests',
  configure: 'Lets the system use',
  unconfigure: 'Takes from the system',
  disconnect: 'Takes from the system, and from its power,',
} as const;

function doesOf(command: CfgadmCommand): string {
  if (command.action === 'list') return 'Lists system boards with their states.';
  return `${verbs[command.action]} ${listed(command.boards)}, which takes a while.`;
}

const board: Operand = { name: 'ap_id', kind: 'board' };
const functions: Operand = {
  name: 'function',
  kind: [
    { word: 'unconfigure', meaning: 'take its processors and memory from the system' },
    { word: 'disconnect', meaning: 'unconfigure it, and take its power' },
    { word: 'connect', meaning: 'give it power and test it' },
    { word: 'configure', meaning: 'connect it, and use its processors and memory' },
  ],
};

/** cfgadm for people. */
export const cfgadmManual: CommandManual<CfgadmCommand> = {
  name: 'cfgadm',
  summary: 'take system boards out of a running system and put them back',
  usage: cfgadmUsage.slice(1).map((line) => line.trim()),
  description: [
    'A board leaves only if all its processors can go off-line, and if it does not have the memory of the kernel itself: that is on the first board.',
    'The command comes back at once here; the board is busy until the change is done. A board that was out comes back with all its processors on-line.',
  ],
  options: [
    option('a', 'Lists the processors and the memory of each board too.', { excludes: 'c' }),
    option('c', 'Changes the state of boards.', { value: functions, excludes: 'al' }),
    option('f', 'Unbinds threads that are bound to processors of the board.'),
    option('l', 'Lists boards, which is what it does without options.', { excludes: 'c' }),
    option('n', 'Answers questions with no; nothing is asked here.'),
    option('v', 'Lists more: what a component is.'),
    option('y', 'Answers questions with yes; nothing is asked here.'),
  ],
  operands: () => ({ words: [board], repeats: true }),
  exits: [
    [1, 'the system refused'],
    [3, 'the words were wrong'],
  ],
  examples: [
    { word: 'cfgadm -al', meaning: 'every board with its processors and memory' },
    { word: 'cfgadm -c unconfigure SB2', meaning: 'stop using a board' },
  ],
  foresee: (command) => ({ does: doesOf(command), refusal: null }),
};
