import type { Release } from '../model/drill.ts';
import type { OptionManual } from './manual.ts';
import { type AnyManual, examplesIn, manualNamed, manuals, optionsIn } from './manuals.ts';
import { type Printed, printed } from './printed.ts';

const helpWords = /^\s*(help|man)(?:\s+(\S+))?\s*$/;

/** Whether a line asks for help: that is answered at the console itself and does not run on the host. */
export const isHelp = (line: string): boolean => helpWords.test(line);

function optionLine({ letter, value, meaning }: OptionManual): string {
  const written = value === null ? `-${letter}` : `-${letter} ${value.name}`;
  return `  ${written.padEnd(16)} ${meaning}`;
}

function page(manual: AnyManual, release: Release): readonly string[] {
  const options = optionsIn(manual, release);
  return [
    `${manual.name} - ${manual.summary}`,
    '',
    ...((release === 'solaris8' ? manual.usageOfSolaris8 : undefined) ?? manual.usage),
    '',
    ...manual.description,
    ...(options.length === 0 ? [] : ['', 'Options', ...options.map(optionLine)]),
    '',
    'Exit codes',
    ...manual.exits.map(([code, meaning]) => `  ${String(code).padEnd(16)} ${meaning}`),
    '',
    'Examples',
    ...examplesIn(manual, release).map(({ word, meaning }) => `  ${word.padEnd(16)} ${meaning}`),
  ];
}

function list(): readonly string[] {
  return [
    'Commands of this console',
    ...manuals.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`),
    '',
    'help COMMAND shows the options of one. Tab completes, the arrow keys bring back earlier lines, Ctrl+R searches them.',
  ];
}

/** Answers `help`, `help psradm` and `man psradm`; null for every other line. */
export function answerHelp(line: string, release: Release): Printed | null {
  const asked = helpWords.exec(line);
  if (asked === null) return null;
  const [, program, topic] = asked;
  if (topic === undefined)
    return program === 'man' ? printed(1, 'What manual page do you want?') : printed(0, ...list());
  const manual = manualNamed(topic);
  return manual === null ? printed(1, `No manual entry for ${topic}.`) : printed(0, ...page(manual, release));
}
