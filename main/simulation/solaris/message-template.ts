import type { FormattedMessage, KernelMessage } from './kernel-message.ts';
import { countedBytes, hashBytes, hashFormat, idOf } from './message-id.ts';

/** Stands in a message for the error id that is to come: it looks like one, and no register is ever printed so. */
export const errorIdHole = '0x????????.????????';

/**
 * A message with everything in it but the id of the error that it tells of: what a fault makes the kernel print is the
 * same each time but for that.
 */
export type MessageTemplate = KernelMessage | UnfilledMessage;

interface UnfilledMessage {
  readonly hole: true;
  readonly module: string;
  readonly level: string;
  /** The text before the message id, then up to the error id, then after it. */
  readonly start: string;
  readonly before: string;
  readonly after: string;
  /** The hash of the format up to the error id, and what follows there; null where the error id does not count. */
  readonly hash: number;
  readonly rest: Uint8Array | null;
}

/** The template of a message that was made with `errorIdHole`, in one place at most, for its error id. */
export function templateOf(message: FormattedMessage): MessageTemplate {
  const { module, id, level, text, format } = message;
  const start = `${module}: [ID `;
  const [before, after] = text.slice(start.length + String(id).length).split(errorIdHole);
  if (before === undefined || after === undefined) return message;
  const [formatBefore = '', formatAfter] = format.split(errorIdHole);
  const rest = formatAfter === undefined ? null : countedBytes(formatAfter);
  return { hole: true, module, level, start, before, after, hash: hashFormat(0, formatBefore), rest };
}

/** The message of one error. */
export function filledMessage(template: MessageTemplate, errId: string): KernelMessage {
  if (!('hole' in template)) return template;
  const { module, level, start, before, after, hash, rest } = template;
  const id = idOf(rest === null ? hash : hashBytes(hashFormat(hash, errId), rest));
  return { module, id, level, text: `${start}${id}${before}${errId}${after}` };
}
