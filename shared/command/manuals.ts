import type { Release } from '../model/drill.ts';
import type { CommandManual, KnownWord, OptionManual } from './manual.ts';
import { cfgadmManual } from './manuals/cfgadm-manual.ts';
import {
  catManual,
  dateManual,
  dmesgManual,
  hostnameManual,
  kstatManual,
  prtdiagManual,
  tailManual,
  unameManual,
  uptimeManual,
  whoManual,
} from './manuals/look-manuals.ts';
import { pbindManual } from './manuals/pbind-manual.ts';
import { mpstatManual, prstatManual, psManual, reniceManual, vmstatManual } from './manuals/process-manuals.ts';
import { psradmManual } from './manuals/psradm-manual.ts';
import { psrinfoManual } from './manuals/psrinfo-manual.ts';
import { psrsetManual } from './manuals/psrset-manual.ts';
import { rebootManual } from './manuals/reboot-manual.ts';
import { type ConsoleCommand, parseCommand } from './parse-command.ts';

type Manuals = {
  readonly [Name in ConsoleCommand['name']]: CommandManual<Extract<ConsoleCommand, { readonly name: Name }>>;
};

/** Every command of a host's console for people, in the order in which help lists them. */
const manualOf: Manuals = {
  psrinfo: psrinfoManual,
  psradm: psradmManual,
  psrset: psrsetManual,
  pbind: pbindManual,
  cfgadm: cfgadmManual,
  kstat: kstatManual,
  prtdiag: prtdiagManual,
  dmesg: dmesgManual,
  tail: tailManual,
  cat: catManual,
  uname: unameManual,
  hostname: hostnameManual,
  date: dateManual,
  uptime: uptimeManual,
  who: whoManual,
  ps: psManual,
  prstat: prstatManual,
  mpstat: mpstatManual,
  vmstat: vmstatManual,
  renice: reniceManual,
  reboot: rebootManual,
};

/** A manual of a command that is not told apart: what it foresees is asked for with a command of its own. */
export type AnyManual = CommandManual<ConsoleCommand>;

/** All manuals, in the order in which help lists them. */
export const manuals: readonly AnyManual[] = Object.values(manualOf) as unknown as readonly AnyManual[];

/** The manual of a command, null where there is no such command. */
export const manualNamed = (name: string): AnyManual | null => manuals.find((manual) => manual.name === name) ?? null;

/** The options of a command that a release knows. */
export const optionsIn = ({ options }: AnyManual, release: Release): readonly OptionManual[] =>
  options.filter(({ onlyIn }) => onlyIn === null || onlyIn === release);

/** The examples of a command that a release takes. */
export const examplesIn = ({ examples }: AnyManual, release: Release): readonly KnownWord[] =>
  examples.filter(({ word }) => !('exit' in parseCommand(word, release)));
