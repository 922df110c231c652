import { messageId } from '../simulation/solaris/message-id.ts';

/** What `redline lab msgid` prints. */
export interface MessageIdDocument {
  readonly id: number;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** The text of a C string literal: a newline may be written as in the source, `\n`. */
const unescaped = (format: string): string =>
  format.replace(/\\([nrt"\\])/g, (_, letter: string) => escapes.get(letter) ?? letter);

/** The id that Solaris prints for messages of a format string, which is given as in the kernel's source. */
export const labMessageId = (format: string): MessageIdDocument => ({
  // The kernel goes through bytes.
  id: messageId(Buffer.from(unescaped(format), 'utf8').toString('latin1')),
});
