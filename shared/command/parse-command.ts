import type { Release } from '../model/drill.ts';
import { type PbindCommand, readPbind } from './pbind-command.ts';
import { type Printed, printed } from './printed.ts';
import { type PsradmCommand, readPsradm } from './psradm-command.ts';
import { type PsrinfoCommand, readPsrinfo } from './psrinfo-command.ts';
import { type PsrsetCommand, readPsrset } from './psrset-command.ts';
import { readOptions } from './read-options.ts';
import { splitWords } from './split-words.ts';

interface RebootCommand {
  readonly name: 'reboot';
}

/** A command of a host's console whose words are right. */
export type ConsoleCommand = PsradmCommand | PsrinfoCommand | PsrsetCommand | PbindCommand | RebootCommand;

/** `-d`, `-l`, `-n` and `-q` concern what no host has here: a dump device, the log of logins, disks. */
function readReboot(words: readonly string[]): RebootCommand | Printed {
  const { problem } = readOptions('reboot', words, 'dlnq');
  if (problem !== null) return printed(1, problem, 'usage: reboot [ -dlnq ] [ boot args ]');
  return { name: 'reboot' };
}

/** Where the commands are; they can be called by their whole path too. */
const folder = '/usr/sbin/';

/**
 * Reads a line of a host's console. Answers the command, or what is printed at once because it is none, its words are
 * wrong, or there is nothing to do. Never fails.
 */
export function parseCommand(line: string, release: Release): ConsoleCommand | Printed {
  const split = splitWords(line);
  if ('exit' in split) return split;
  const [program, ...words] = split.words;
  if (program === undefined) return printed(0);
  switch (program.startsWith(folder) ? program.slice(folder.length) : program) {
    case 'psradm':
      return readPsradm(words, release);
    case 'psrinfo':
      return readPsrinfo(words);
    case 'psrset':
      return readPsrset(program, words);
    case 'pbind':
      return readPbind(program, words);
    case 'reboot':
      return readReboot(words);
    default:
      return printed(127, `ksh: ${program}: not found`);
  }
}
