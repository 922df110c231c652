import { type MessageClass, printed } from '../../../shared/lib/message-class.ts';
import type { CpuType } from '../../../shared/model/drill.ts';
import type { TextSum } from '../engine/text-hash.ts';
import { messageId } from './message-id.ts';
import type { LinePlaces } from './repeated-lines.ts';

/** A kernel message as syslogd writes it after date and host. Lines end in `\n` but for the last. */
export interface KernelMessage {
  readonly module: string;
  readonly id: number;
  readonly level: string;
  readonly text: string;
  /** What is known of the text without reading it, where it is made of pieces that have been read. */
  readonly lines?: LinePlaces | null;
  readonly sum?: TextSum;
}

/** A message with what its id is made of. */
export interface FormattedMessage extends KernelMessage {
  readonly format: string;
}

/** Level of a class; `logOnly` messages, whose format begins with `!`, are only worth an info. */
function levelOf(messageClass: MessageClass, logOnly: boolean): string {
  if (messageClass === 'warning') return 'warning';
  return logOnly ? 'info' : 'notice';
}

const modules: Readonly<Record<CpuType, string>> = {
  'US-III': 'SUNW,UltraSPARC-III',
  'US-III+': 'SUNW,UltraSPARC-III+',
  'US-IIIi': 'SUNW,UltraSPARC-IIIi',
};

/** The kernel module that prints a processor's errors. */
export const moduleOf = (cpuType: CpuType): string => modules[cpuType];

/**
 * A kernel message. `format` is what its id is made of, `text` the same with its values in place; both begin with `!`
 * where the message is not for the console.
 */
export function kernelMessage(
  module: string,
  messageClass: MessageClass,
  format: string,
  text: string = format,
): FormattedMessage {
  const logOnly = text.startsWith('!');
  const id = messageId(format);
  const level = levelOf(messageClass, logOnly);
  const body = logOnly ? text.slice(1) : text;
  const line = `${module}: [ID ${id} kern.${level}] ${printed(messageClass, body)}`;
  return { module, id, level, text: line, format };
}
