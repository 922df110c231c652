import type { MessageClass } from '../../../shared/lib/message-class.ts';
import type { EccInject } from '../../../shared/model/drill.ts';
import { decodeSyndrome } from '../hardware/ecc-syndromes.ts';
import type { Processor } from '../hardware/hardware.ts';
import { cacheModuleName } from '../hardware/module-names.ts';
import { printRegister, type Register } from '../hardware/register.ts';
import { type EventClass, eventClassOf, isOfCache, type Trap } from './event-classes.ts';
import { dataSyndromeOf, printFaultStatus, tagSyndromeOf } from './fault-status.ts';
import { type FormattedMessage, kernelMessage, moduleOf } from './kernel-message.ts';
import { addressValidity, syndromeFieldOf, syndromeValidity, type Validity } from './register-validity.ts';
import { type SyndromeText, syndromeText, tagSyndromeText } from './syndrome-text.ts';

/** What every logging of an error has, of a cache or of memory: what the trap handler found in the registers. */
export interface CommonReport {
  readonly processor: Processor;
  /** The error's bit in the AFSR. */
  readonly name: string;
  readonly trapLevel: number;
  readonly errId: string;
  readonly afsr: Register;
  readonly afar: Register;
  readonly faultPc: string;
}

/** What a header says beside the registers. */
export interface HeaderWords {
  readonly messageClass: MessageClass;
  /** The level of detail, with `!` where the message is not for the console. */
  readonly tag: string;
  readonly event: string;
  readonly trap: string;
  /** The module at fault as printed, `SB2/P0/E0 J4400`; empty where none is. */
  readonly module: string;
}

/** One logging of an error that a processor reports. */
export interface ErrorReport extends CommonReport {
  readonly mode: EccInject['mode'];
  /** The trap after which the error was found. */
  readonly trap: Trap;
  /** Latched first of several errors, which are logged by themselves. */
  readonly first: boolean;
  /** The module to print where it is not one of the L2 cache; empty where none is known. */
  readonly module: string;
}

/** How an error is printed. */
export const classOfReport = ({ processor: { host }, trap, name }: ErrorReport): EventClass =>
  eventClassOf(host.cpuType, trap, name);

/** Level 1 is for everybody; level 0 is only for the log, unless corrected errors are for the console as well. */
function levelTag(report: ErrorReport, isForConsole: boolean): string {
  if (classOfReport(report).isLevel1) return '[AFT1]';
  return isForConsole ? '[AFT0]' : '![AFT0]';
}

const hex4 = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;

const suffixOf = (validity: Validity): string => (validity === 'valid' ? '' : ` ${validity.toUpperCase()}`);

/** Whose code met the error. What a disrupting trap tells of, or a trap finds by the way, is not laid to anybody's. */
function trapText(report: ErrorReport): string {
  const { trap, mode } = report;
  if (mode === null || trap === 'disrupting' || !classOfReport(report).traps.includes(trap)) return '';
  const words = mode === 'privileged' ? 'Privileged' : 'User';
  if (trap === 'fast-ecc') return ` in ${words} mode`;
  return ` ${words} ${trap === 'data-access' ? 'Data' : 'Instruction'} Access`;
}

/** The module at fault as printed, `SB2/P0/E0 J4400`; empty where the kernel does not know one. */
export function moduleAtFault({ processor, name, afar, module }: ErrorReport): string {
  return isOfCache(name) ? cacheModuleName(processor.place, afar.low) : module;
}

/** ` Esynd 0x01f0 AMBIGUOUS`, of an mtag ` Msynd 0x0007`; empty for an error without a syndrome. */
function syndromeWords({ processor, name, afsr }: CommonReport): string {
  const { cpuType } = processor.host;
  const field = syndromeFieldOf(cpuType, name);
  if (field === null) return '';
  const words = field === 'data' ? `Esynd ${hex4(dataSyndromeOf(afsr))}` : `Msynd ${hex4(tagSyndromeOf(afsr))}`;
  return ` ${words}${suffixOf(syndromeValidity(afsr, cpuType, name))}`;
}

/** The three lines of an error. Solaris builds the whole text first, so that the id is one of the whole text. */
export function errorHeader(report: CommonReport, words: HeaderWords): FormattedMessage {
  const { processor, name, afsr, afar } = report;
  const { cpuType } = processor.host;
  const event = `${words.event} Event detected by CPU${processor.processor}${words.trap}`;
  const level = report.trapLevel === 0 ? 'TL=0' : 'TL>0';
  const address = `${printRegister(afar)}${suffixOf(addressValidity(afsr, cpuType, name))}`;
  const module = words.module === '' ? '' : ` ${words.module}`;
  const text = [
    `${words.tag} ${event} at ${level}, errID ${report.errId}`,
    `    AFSR ${printFaultStatus(afsr, cpuType)} AFAR ${address}`,
    `    Fault_PC ${report.faultPc}${syndromeWords(report)}${module}`,
  ].join('\n');
  return kernelMessage(moduleOf(cpuType), words.messageClass, text);
}

/** The header of an error that a processor reports. */
export function headerMessage(report: ErrorReport, isForConsole = false): FormattedMessage {
  const { isLevel1, text } = classOfReport(report);
  return errorHeader(report, {
    messageClass: isLevel1 ? 'warning' : 'note',
    tag: levelTag(report, isForConsole),
    event: `${report.first ? 'First Error ' : ''}${text}`,
    trap: trapText(report),
    module: moduleAtFault(report),
  });
}

/** What the syndrome of an error says; null where it shows none, or where it may be that of a worse error. */
function wrongBits({ processor, name, afsr }: CommonReport): SyndromeText | null {
  const { cpuType } = processor.host;
  const field = syndromeFieldOf(cpuType, name);
  if (field === null || syndromeValidity(afsr, cpuType, name) === 'invalid') return null;
  if (field === 'data') return syndromeText(decodeSyndrome(dataSyndromeOf(afsr), cpuType));
  // A US-IIIi has the parity of its bus there.
  return cpuType === 'US-IIIi' ? null : tagSyndromeText(tagSyndromeOf(afsr));
}

/** The line after the header that tells which bits were wrong; null where the syndrome shows no error. */
export function syndromeLine(report: CommonReport, tag: string): FormattedMessage | null {
  const found = wrongBits(report);
  if (found === null) return null;
  const start = `${tag} errID ${report.errId} `;
  return kernelMessage(
    moduleOf(report.processor.host.cpuType),
    'continuation',
    start + found.format,
    start + found.text,
  );
}

export const syndromeMessage = (report: ErrorReport, isForConsole = false): FormattedMessage | null =>
  syndromeLine(report, levelTag(report, isForConsole));
