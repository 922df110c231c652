import type { MessageClass } from '../../../shared/lib/message-class.ts';
import type { EccInject } from '../../../shared/model/drill.ts';
import { decodeSyndrome, type Syndrome } from '../hardware/ecc-syndromes.ts';
import type { Processor } from '../hardware/hardware.ts';
import { cacheModuleName } from '../hardware/module-names.ts';
import { printRegister, type Register } from '../hardware/register.ts';
import { isCorrected } from './category.ts';
import { dataSyndromeOf, printFaultStatus } from './fault-status.ts';
import { type KernelMessage, kernelMessage, moduleOf } from './kernel-message.ts';
import { addressValidity, syndromeValidity, type Validity } from './register-validity.ts';

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
  /** The module at fault as printed, `SB2/P0/E0 J4400`. */
  readonly module: string;
}

/** One logging of an error of an L2 cache. */
export interface ErrorReport extends CommonReport {
  readonly name: EccInject['name'];
  readonly mode: EccInject['mode'];
  /** Latched first of several errors, which are logged by themselves. */
  readonly first: boolean;
}

/** Corrected errors are only for the log; uncorrectable ones warn. */
const levelTag = (report: ErrorReport): string => (isCorrected(report.name) ? '![AFT0]' : '[AFT1]');

const hex4 = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;

const suffixOf = (validity: Validity): string => (validity === 'valid' ? '' : ` ${validity.toUpperCase()}`);

/** Which trap told of the error. Errors met by the hardware alone are not laid to anybody's code. */
function trapText({ name, mode }: ErrorReport): string {
  if (mode === null) return '';
  const words = mode === 'privileged' ? 'Privileged' : 'User';
  if (name === 'UCC' || name === 'UCU') return ` in ${words} mode`;
  return name === 'EDU' ? ` ${words} Data Access` : '';
}

/** EDU is met by a store (a disrupting trap) or by a block load (a trap of the code that loads). */
function eventName({ name, mode }: ErrorReport): string {
  if (name !== 'EDU') return name;
  return mode === null ? 'EDU:ST' : 'EDU:BLD';
}

/** The module at fault as printed, `SB2/P0/E0 J4400`. */
export const moduleAtFault = ({ processor, afar }: ErrorReport): string => cacheModuleName(processor.place, afar.low);

/** The three lines of an error. Solaris builds the whole text first, so that the id is one of the whole text. */
export function errorHeader(report: CommonReport, words: HeaderWords): KernelMessage {
  const { processor, name, afsr, afar } = report;
  const { cpuType } = processor.host;
  const event = `${words.event} Event detected by CPU${processor.processor}${words.trap}`;
  const level = report.trapLevel === 0 ? 'TL=0' : 'TL>0';
  const address = `${printRegister(afar)}${suffixOf(addressValidity(afsr, cpuType, name))}`;
  const syndrome = `${hex4(dataSyndromeOf(afsr))}${suffixOf(syndromeValidity(afsr, cpuType, name))}`;
  const text = [
    `${words.tag} ${event} at ${level}, errID ${report.errId}`,
    `    AFSR ${printFaultStatus(afsr, cpuType)} AFAR ${address}`,
    `    Fault_PC ${report.faultPc} Esynd ${syndrome} ${words.module}`,
  ].join('\n');
  return kernelMessage(moduleOf(cpuType), words.messageClass, text);
}

/** The header of an error of an L2 cache. */
export const headerMessage = (report: ErrorReport): KernelMessage =>
  errorHeader(report, {
    messageClass: isCorrected(report.name) ? 'note' : 'warning',
    tag: levelTag(report),
    event: `${report.first ? 'First Error ' : ''}${eventName(report)}`,
    trap: trapText(report),
    module: moduleAtFault(report),
  });

const specialSources = new Map([
  [0x003, 'E$ EDU:ST'],
  [0x071, 'E$ WDU/CPU'],
  [0x11c, 'BERR/DBERR'],
]);

interface SyndromeText {
  /** What the message id is made of. */
  readonly format: string;
  readonly text: string;
}

/** What a syndrome says in the kernel's words, null where it shows no error. */
export function syndromeText(syndrome: Syndrome): SyndromeText | null {
  const plain = (text: string): SyndromeText => ({ format: text, text });
  const bit = (format: string, number: number): SyndromeText => ({
    format,
    text: format.replace('%d', String(number)),
  });
  switch (syndrome.kind) {
    case 'none':
      return null;
    case 'data':
      return bit('Data Bit %d was in error and corrected', syndrome.bit);
    case 'check':
      return bit('ECC Check Bit %d was in error and corrected', syndrome.bit);
    case 'two':
      return plain('Two Bits were in error');
    case 'three':
      return plain('Three Bits were in error');
    case 'four':
      return plain('Four Bits were in error');
    case 'many':
      return plain('More than four Bits were in error');
    case 'special':
      return plain(`Two Bits in error, likely from ${specialSources.get(syndrome.syndrome) ?? 'elsewhere'}`);
  }
}

/** The line after the header that tells which bits were wrong; null where the syndrome shows no error. */
export function syndromeLine({ processor, afsr, errId }: CommonReport, tag: string): KernelMessage | null {
  const { cpuType } = processor.host;
  const found = syndromeText(decodeSyndrome(dataSyndromeOf(afsr), cpuType));
  if (found === null) return null;
  const start = `${tag} errID ${errId} `;
  return kernelMessage(moduleOf(cpuType), 'continuation', start + found.format, start + found.text);
}

export const syndromeMessage = (report: ErrorReport): KernelMessage | null => syndromeLine(report, levelTag(report));
