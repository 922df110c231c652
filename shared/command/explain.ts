import { isHelp } from './help.ts';
import type { HostKnowledge } from './host-knowledge.ts';
import { manualNamed } from './manuals.ts';
import { parseCommand, programName } from './parse-command.ts';
import type { Printed } from './printed.ts';
import { splitWords } from './split-words.ts';

/** What a line would do if it were run now. */
export interface Explanation {
  /** One or two sentences; empty where there is nothing to say. */
  readonly text: string;
  /** What the host would answer for certain, in its words; null where nothing speaks against the line yet. */
  readonly refusal: Printed | null;
}

const nothing: Explanation = { text: '', refusal: null };

/** The program's name that a line begins with, without its folder; null where it has none. */
export function programOf(line: string): string | null {
  const split = splitWords(line);
  const [program] = 'exit' in split ? [] : split.words;
  if (program === undefined) return null;
  return programName(program);
}

function refusedWords(line: string, refusal: Printed): Explanation {
  const program = programOf(line);
  const manual = program === null ? null : manualNamed(program);
  if (manual !== null) return { text: `${manual.name} would not take these words; it can ${manual.summary}.`, refusal };
  if (refusal.exit === 127) return { text: 'There is no such command; “help” lists those that there are.', refusal };
  return { text: 'The shell would not take this line.', refusal };
}

/** Says what a line would do on a host, before it runs, for any text. */
export function explainLine(line: string, knowledge: HostKnowledge): Explanation {
  if (isHelp(line)) return { text: 'Shows how the commands of this console are used. Nothing is run.', refusal: null };
  const command = parseCommand(line, knowledge.release);
  if ('exit' in command) return command.exit === 0 ? nothing : refusedWords(line, command);
  const manual = manualNamed(command.name);
  if (manual === null) return nothing;
  const { does, refusal } = manual.foresee(command, knowledge);
  return { text: does, refusal };
}
