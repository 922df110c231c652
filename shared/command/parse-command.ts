import type { Release } from '../model/drill.ts';
import { type CfgadmCommand, readCfgadm } from './cfgadm-command.ts';
import { type PbindCommand, readPbind } from './pbind-command.ts';
import { type Printed, printed } from './printed.ts';
import { type PsradmCommand, readPsradm } from './psradm-command.ts';
import { type PsrinfoCommand, readPsrinfo } from './psrinfo-command.ts';
import { type PsrsetCommand, readPsrset } from './psrset-command.ts';
import { type RebootCommand, readReboot } from './reboot-command.ts';
import { splitWords } from './split-words.ts';

/** A command of a host's console whose words are right. */
export type ConsoleCommand =
  | PsradmCommand
  | PsrinfoCommand
  | PsrsetCommand
  | PbindCommand
  | CfgadmCommand
  | RebootCommand;

/** Where the commands are; they can be called by their whole path too. */
export const commandFolder = '/usr/sbin/';

/**
 * Reads a line of a host's console. Answers the command, or what is printed at once because it is none, its words are
 * wrong, or there is nothing to do. Never fails.
 */
export function parseCommand(line: string, release: Release): ConsoleCommand | Printed {
  const split = splitWords(line);
  if ('exit' in split) return split;
  const [program, ...words] = split.words;
  if (program === undefined) return printed(0);
  switch (program.startsWith(commandFolder) ? program.slice(commandFolder.length) : program) {
    case 'psradm':
      return readPsradm(words, release);
    case 'psrinfo':
      return readPsrinfo(words);
    case 'psrset':
      return readPsrset(program, words);
    case 'pbind':
      return readPbind(program, words);
    case 'cfgadm':
      return readCfgadm(words);
    case 'reboot':
      return readReboot(words);
    default:
      return printed(127, `ksh: ${program}: not found`);
  }
}
