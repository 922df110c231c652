import type { MessageClass } from '../lib/message-class.ts';

/** A stretch of the file's text, in characters: `to` is the first one after it. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** What the kernel prints about `/etc/system`. `text` is `format`, of which its id is made, with the values in place. */
export interface SystemMessage {
  readonly module: 'genunix' | 'unix';
  readonly messageClass: MessageClass;
  readonly format: string;
  readonly text: string;
  /** What of the file it is about, as an editor marks it. */
  readonly place: Place;
}
