import type { HostKnowledge } from '../host-knowledge.ts';
import { type CommandManual, type Foreseen, noWords, option } from '../manual.ts';
import type { ProcessorTarget } from '../processor-target.ts';
import { type AskedState, type PsradmCommand, psradmUsages } from '../psradm-command.ts';
import { hasProcessor, listed, processorsInWords, processorsNamed, refusalOf } from './wording.ts';

const stateActions: Readonly<Record<AskedState, (what: string) => string>> = {
  'on-line': (what) => `Brings ${what} on-line`,
  'off-line': (what) => `Takes ${what} off-line`,
  'no-intr': (what) => `Lets ${what} run threads but take no interrupts`,
  spare: (what) => `Marks ${what} as spare`,
  faulted: (what) => `Marks ${what} as faulted`,
};

type Refusal = readonly [number, string];

function refusedTarget(target: ProcessorTarget, { force }: PsradmCommand, knowledge: HostKnowledge): Refusal[] {
  if (target.kind === 'invalid') return [[2, `psradm: invalid processor ${target.what} ${target.word}`]];
  if (target.kind === 'one' && !hasProcessor(knowledge, target.processor)) {
    return [[1, `psradm: processor ${target.processor}: Invalid argument`]];
  }
  const named = processorsNamed([target], knowledge);
  if (target.kind === 'range' && named.length === 0) {
    return [[1, `psradm: no processors in range ${target.first}-${target.last}`]];
  }
  return named
    .filter(({ state }) => state === 'faulted' && !force)
    .map(({ processor }) => [1, `psradm: processor ${processor} in faulted state; add -F option to force change`]);
}

function remarkOf(command: PsradmCommand, targets: readonly ProcessorTarget[], knowledge: HostKnowledge): string {
  const already = processorsNamed(targets, knowledge).filter(({ state }) => state === command.state);
  if (already.length > 0) return ` Already so: ${listed(already.map(({ processor }) => processor))}.`;
  if (command.state === 'on-line') return '';
  return command.force ? ' Threads bound there are unbound.' : ' Bound threads, or being the last one, make it refuse.';
}

function foresee(command: PsradmCommand, knowledge: HostKnowledge): Foreseen {
  const all = command.targets === 'all';
  const targets: readonly ProcessorTarget[] =
    command.targets === 'all' ? [{ kind: 'range', first: 0, last: 1023 }] : command.targets;
  const what = all ? 'every processor' : processorsInWords(targets);
  return {
    does: `${stateActions[command.state](what)}.${remarkOf(command, targets, knowledge)}`,
    refusal: refusalOf(targets.flatMap((target) => refusedTarget(target, command, knowledge))),
  };
}

const oneState = (letter: string): string => ['f', 'n', 'i', 's'].filter((other) => other !== letter).join('');

/** psradm for people. */
export const psradmManual: CommandManual<PsradmCommand> = {
  name: 'psradm',
  summary: 'change the state of processors',
  usage: psradmUsages.solaris9,
  usageOfSolaris8: psradmUsages.solaris8,
  description: [
    'Brings processors on-line or takes them out of service while the system runs. A processor that goes off-line first gives its threads to the others.',
    'The system refuses with “Device busy” to take away the last processor that runs or takes interrupts, the last of a processor set, and one that threads are bound to.',
  ],
  options: [
    option('f', 'Takes processors off-line.', { excludes: oneState('f') }),
    option('n', 'Brings processors on-line.', { excludes: oneState('n') }),
    option('i', 'Lets processors take no interrupts; they still run threads.', { excludes: oneState('i') }),
    option('s', 'Marks processors as spare: off-line, kept for when another fails.', {
      excludes: oneState('s'),
      onlyIn: 'solaris9',
    }),
    option('F', 'Forces it: unbinds threads. Alone it marks processors as faulted.', { onlyIn: 'solaris9' }),
    option('a', 'Means every processor.'),
    option('v', 'Says what it does.'),
  ],
  operands: (letters) => {
    const hasState = [...'fnisF'].some((letter) => letters.has(letter));
    if (letters.has('a') || !hasState) return noWords;
    return { words: [{ name: 'processor_id', kind: 'processor' }], repeats: true };
  },
  exits: [
    [0, 'every processor has the state that was asked for'],
    [1, 'the system refused one of them'],
    [2, 'the words were wrong'],
  ],
  examples: [
    { word: 'psradm -f 64', meaning: 'take processor 64 off-line' },
    { word: 'psradm -n 64-67', meaning: 'bring processors 64 to 67 on-line' },
    { word: 'psradm -F -f 64', meaning: 'take it off-line even if threads are bound to it' },
  ],
  foresee,
};
