import type { Release } from '../model/drill.ts';
import { type CfgadmCommand, readCfgadm } from './cfgadm-command.ts';
import { type FactCommand, readFact, readUname, type UnameCommand } from './fact-commands.ts';
import { type CatCommand, type DmesgCommand, readCat, readDmesg, readTail, type TailCommand } from './file-commands.ts';
import { type KstatCommand, readKstat } from './kstat-command.ts';
import { type PbindCommand, readPbind } from './pbind-command.ts';
import { type Printed, printed } from './printed.ts';
import { type PrstatCommand, readPrstat } from './prstat-command.ts';
import { type PrtdiagCommand, readPrtdiag } from './prtdiag-command.ts';
import { type PsCommand, readPs } from './ps-command.ts';
import { type PsradmCommand, readPsradm } from './psradm-command.ts';
import { type PsrinfoCommand, readPsrinfo } from './psrinfo-command.ts';
import { type PsrsetCommand, readPsrset } from './psrset-command.ts';
import { type RebootCommand, readReboot } from './reboot-command.ts';
import { type ReniceCommand, readRenice } from './renice-command.ts';
import { splitWords } from './split-words.ts';
import { readStat, type StatCommand } from './stat-commands.ts';

/** A command of a host's console whose words are right. */
export type ConsoleCommand =
  | PsradmCommand
  | PsrinfoCommand
  | PsrsetCommand
  | PbindCommand
  | CfgadmCommand
  | KstatCommand
  | PrtdiagCommand
  | CatCommand
  | TailCommand
  | DmesgCommand
  | UnameCommand
  | FactCommand
  | PsCommand
  | PrstatCommand
  | StatCommand
  | ReniceCommand
  | RebootCommand;

/** Where most commands are; they can be called by their whole path too. */
export const commandFolder = '/usr/sbin/';
const folders = [commandFolder, '/usr/bin/', '/usr/platform/sun4u/sbin/'];

/** The command that a word names, which may be its whole path. */
export function programName(word: string): string {
  const folder = folders.find((each) => word.startsWith(each)) ?? '';
  return word.slice(folder.length);
}

/**
 * Reads a line of a host's console. Answers the command, or what is printed at once because it is none, its words are
 * wrong, or there is nothing to do. Never fails.
 */
export function parseCommand(line: string, release: Release): ConsoleCommand | Printed {
  const split = splitWords(line);
  if ('exit' in split) return split;
  return split.words.length === 0 ? printed(0) : parseWords(split.words, release);
}

/** Reads a command that has been taken apart: the program, then its words. */
export function parseWords([program = '', ...words]: readonly string[], release: Release): ConsoleCommand | Printed {
  const name = programName(program);
  switch (name) {
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
    case 'kstat':
      return readKstat(words);
    case 'prtdiag':
      return readPrtdiag(words);
    case 'cat':
      return readCat(words);
    case 'tail':
      return readTail(words);
    case 'dmesg':
      return readDmesg(words);
    case 'uname':
      return readUname(words);
    case 'date':
    case 'hostname':
    case 'uptime':
    case 'who':
      return readFact(name, words);
    case 'ps':
      return readPs(words);
    case 'prstat':
      return readPrstat(words);
    case 'mpstat':
    case 'vmstat':
      return readStat(name, words);
    case 'renice':
      return readRenice(words);
    case 'reboot':
      return readReboot(words);
    default:
      return printed(127, `ksh: ${program}: not found`);
  }
}
