import { assert } from '../../../shared/lib/assert.ts';
import { TextSum } from '../engine/text-hash.ts';
import type { FormattedMessage, KernelMessage } from './kernel-message.ts';
import { countedBytes, hashBytes, hashFormat, idOf, messageIdDigits } from './message-id.ts';
import { type LinePlaces, linePlacesOf } from './repeated-lines.ts';

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
  /** The sum of everything but the two ids. */
  readonly sum: TextSum;
  readonly lines: LinePlaces | null;
}

/** The template of a message that was made with `errorIdHole`, in one place at most, for its error id. */
export function templateOf(message: FormattedMessage): MessageTemplate {
  const { module, id, level, text, format } = message;
  const start = `${module}: [ID `;
  const [before, after] = text.slice(start.length + String(id).length).split(errorIdHole);
  if (before === undefined || after === undefined) return message;
  const [formatBefore = '', formatAfter] = format.split(errorIdHole);
  const rest = formatAfter === undefined ? null : countedBytes(formatAfter);
  const hash = hashFormat(0, formatBefore);
  const lines = linePlacesOf(text, errorIdHole);
  return { hole: true, module, level, start, before, after, hash, rest, sum: sumAround(start, before, after), lines };
}

/** Both ids are as long as ever, so that everything else has its place. */
function sumAround(start: string, before: string, after: string): TextSum {
  const beforeAt = start.length + messageIdDigits;
  const afterAt = beforeAt + before.length + errorIdHole.length;
  const sum = new TextSum();
  sum.add(start, 0);
  sum.add(before, beforeAt);
  sum.add(after, afterAt);
  return sum;
}

let lastErrorId = '';
const lastBytes = new Uint8Array(errorIdHole.length);

/** Its characters, read once for all messages of an error. Good until the next call. */
function bytesOfErrorId(errId: string): Uint8Array {
  assert(errId.length === lastBytes.length, 'an error id is as long as its hole');
  if (errId === lastErrorId) return lastBytes;
  for (let index = 0; index < errId.length; index += 1) lastBytes[index] = errId.charCodeAt(index);
  lastErrorId = errId;
  return lastBytes;
}

/** The message of one error. */
export function filledMessage(template: MessageTemplate, errId: string): KernelMessage {
  if (!('hole' in template)) return template;
  const { module, level, start, before, after, hash, rest, lines } = template;
  const bytes = bytesOfErrorId(errId);
  const id = idOf(rest === null ? hash : hashBytes(hashBytes(hash, bytes), rest));
  const digits = String(id);
  const text = `${start}${digits}${before}${errId}${after}`;
  const sum = new TextSum(template.sum.first, template.sum.second);
  sum.add(digits, start.length);
  sum.addBytes(bytes, start.length + messageIdDigits + before.length);
  return { module, id, level, text, lines, sum };
}
