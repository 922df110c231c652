import type { HostKnowledge } from '../host-knowledge.ts';
import { type CommandManual, type Foreseen, option } from '../manual.ts';
import { type PsrinfoCommand, psrinfoUsage } from '../psrinfo-command.ts';
import { hasProcessor, processorsInWords, refusalOf } from './wording.ts';

const formActions: Readonly<Record<PsrinfoCommand['form'], (what: string) => string>> = {
  lines: (what) => `Tells the state of ${what}, and since when.`,
  verbose: (what) => `Tells the state, type and clock rate of ${what}.`,
  silent: (what) => `Prints 1 if ${what} is on-line, else 0.`,
  count: (what) => `Counts the chips of ${what}.`,
  chips: (what) => `Tells of the chips of ${what}.`,
};

function foresee({ form, targets }: PsrinfoCommand, knowledge: HostKnowledge): Foreseen {
  const what = targets.length === 0 ? 'every processor' : processorsInWords(targets);
  const refusals = targets.flatMap((target): [number, string][] => {
    if (target.kind === 'invalid' && target.what === 'range') {
      return [[2, `psrinfo: invalid processor range ${target.word}`]];
    }
    const isKnown = target.kind === 'range' || (target.kind === 'one' && hasProcessor(knowledge, target.processor));
    return isKnown ? [] : [[2, `psrinfo: processor ${target.word}: Invalid argument`]];
  });
  return { does: formActions[form](what), refusal: refusalOf(refusals) };
}

/** psrinfo for people. */
export const psrinfoManual: CommandManual<PsrinfoCommand> = {
  name: 'psrinfo',
  summary: 'tell the state of processors',
  usage: psrinfoUsage,
  description: ['Prints a line a processor: its number, its state, and since when it has it. It changes nothing.'],
  options: [
    option('v', 'Says more: type and clock rate.', { excludes: 's' }),
    option('s', 'Prints only 1 for on-line or 0, for one processor.', { excludes: 'v' }),
    option('p', 'Counts chips; with -v it tells of each.'),
  ],
  operands: (letters) => ({ words: [{ name: 'processor_id', kind: 'processor' }], repeats: !letters.has('s') }),
  exits: [
    [0, 'all of them were told'],
    [2, 'a word was wrong or no processor'],
  ],
  examples: [
    { word: 'psrinfo', meaning: 'every processor, a line each' },
    { word: 'psrinfo -v 64', meaning: 'all about processor 64' },
  ],
  foresee,
};
