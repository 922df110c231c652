import type { MemoryInject } from '../../../../shared/model/drill.ts';
import { type CommonReport, errorHeader, syndromeLine } from '../error-messages.ts';
import { type KernelMessage, kernelMessage } from '../kernel-message.ts';

/** One memory error as the trap handler found it. */
export interface MemoryReport extends CommonReport {
  readonly name: MemoryInject['name'];
  readonly mode: MemoryInject['mode'];
  readonly access: MemoryInject['access'];
  /** As the drill names it: where an address lies in memory is not simulated. */
  readonly module: string;
}

/** A US-IIIi has its memory on its own controller, the others behind the system bus. */
function eventName({ name, processor }: MemoryReport): string {
  const where = processor.host.cpuType === 'US-IIIi' ? 'memory' : 'system bus';
  return `${name === 'CE' ? 'Corrected' : 'Uncorrectable'} ${where} (${name})`;
}

/** Corrected errors are met by the hardware alone, uncorrectable ones by the code that accesses memory. */
function trapText({ name, mode, access }: MemoryReport): string {
  if (name === 'CE' || mode === null) return '';
  return ` ${mode === 'privileged' ? 'Privileged' : 'User'} ${access === 'data' ? 'Data' : 'Instruction'} Access`;
}

/**
 * What is logged of a memory error: its header, and which bits were wrong where the syndrome tells. Of corrected errors
 * `verbosity` 0 logs nothing, and from 2 on they are for the console as well.
 */
export function memoryErrorMessages(report: MemoryReport, verbosity: number): readonly KernelMessage[] {
  const isCorrected = report.name === 'CE';
  if (isCorrected && verbosity <= 0) return [];
  const correctedTag = verbosity === 1 ? '![AFT0]' : '[AFT0]';
  const tag = isCorrected ? correctedTag : '[AFT1]';
  const header = errorHeader(report, {
    messageClass: isCorrected ? 'note' : 'warning',
    tag,
    event: eventName(report),
    trap: trapText(report),
    module: report.module,
  });
  const syndrome = syndromeLine(report, tag);
  return syndrome === null ? [header] : [header, syndrome];
}

const stickyFormat = '[AFT0] Sticky Softerror encountered on Memory Module %s';
const softErrorsFormat = '[AFT0] %d soft errors in less than %d:%02d (hh:mm) detected from Memory Module %s';

/** A corrected error that stays when it is written over. */
export const stickyMessage = (module: string): KernelMessage =>
  kernelMessage(
    'unix',
    'warning',
    stickyFormat,
    stickyFormat.replace('%s', () => module),
  );

/** More corrected errors of one module than are taken for soft ones. */
export function softErrorsMessage(module: string, count: number, minutes: number): KernelMessage {
  const window = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  const text = softErrorsFormat
    .replace('%d', String(count))
    .replace('%d:%02d', window)
    .replace('%s', () => module);
  return kernelMessage('unix', 'warning', softErrorsFormat, text);
}

/** There is no slot left to count a further module's errors. */
export const noSlotMessage = (): KernelMessage =>
  kernelMessage('unix', 'continuation', '[AFT0] Softerror: mem_ce_simm[] out of space.');
