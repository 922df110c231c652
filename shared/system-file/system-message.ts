import type { MessageClass } from '../lib/message-class.ts';

/** What the kernel prints about `/etc/system`. `text` is `format`, of which its id is made, with the values in place. */
export interface SystemMessage {
  readonly module: 'genunix' | 'unix';
  readonly messageClass: MessageClass;
  readonly format: string;
  readonly text: string;
}
