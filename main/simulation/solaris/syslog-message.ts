import type { KernelMessage } from './kernel-message.ts';
import { messageId } from './message-id.ts';

/** A message that a program, not the kernel, gives to syslogd. `format` is what its id is made of. */
export function syslogMessage(
  program: string,
  facility: 'user' | 'auth',
  level: 'info' | 'error' | 'crit',
  format: string,
  text: string,
): KernelMessage {
  const id = messageId(format);
  return { module: program, id, level, text: `${program}: [ID ${id} ${facility}.${level}] ${text}` };
}
