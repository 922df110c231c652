import type { MessageLine } from '../../../shared/model/views.ts';

/** A time of day as syslog writes it, `Oct 23 11:37:05`, and the spaces after it and after the host. */
const headColumns = 17;
const tabColumns = 8;

/** How many columns of a fixed-width font a line takes; letters beyond ASCII may be twice as wide as others. */
export function columnsOf({ host, text }: Pick<MessageLine, 'host' | 'text'>): number {
  let columns = headColumns + host.length;
  for (const character of text) columns += widthOf(character);
  return columns;
}

function widthOf(character: string): number {
  if (character === '\t') return tabColumns;
  return character <= '~' ? 1 : 2;
}
