import type { AudienceEvent } from '../../shared/model/events.ts';
import type { MessageLine, MessagePage } from '../../shared/model/views.ts';
import type { MessageFilter } from './keys.ts';

/** Lines kept in memory for one view; older ones are read again when somebody scrolls up to them. */
export const keptLines = 5_000;

/**
 * The page with the log lines of a frame added that the filter lets through, or null where the page does not reach up
 * to the frame and must be read again. Events `from` to `to` are those of the frame.
 */
export function appendLines(
  page: MessagePage,
  filter: MessageFilter,
  frame: { from: number; to: number; atNs: number; events: readonly AudienceEvent[] },
): MessagePage | null {
  if (page.number < frame.from - 1) return null;
  const added: MessageLine[] = [];
  let total = page.total;
  for (const event of frame.events) {
    if (!isMessage(event) || event.number <= page.number) continue;
    for (const text of String(event.data.text).split('\n')) {
      total += 1;
      const line = lineOf(event, total, text);
      if (passes(line, filter)) added.push(line);
    }
  }
  const number = Math.max(page.number, frame.to);
  if (total === page.total) return { ...page, number };
  const lines = added.length === 0 ? page.lines : [...page.lines, ...added].slice(-keptLines);
  return { number, atNs: frame.atNs, lines, total, matching: page.matching + added.length };
}

const isMessage = ({ kind }: AudienceEvent): boolean => kind === 'message.logged' || kind === 'message.repeated';

/** A message of several lines is as many lines of the log; one for others that were not written has the last one's date. */
function lineOf(event: AudienceEvent, line: number, text: string): MessageLine {
  return {
    line,
    number: event.number,
    at: Number(event.data.lastAtNs ?? event.at),
    host: String(event.data.host),
    level: String(event.data.level),
    text,
  };
}

function passes(line: MessageLine, filter: MessageFilter): boolean {
  if (filter.host !== null && line.host !== filter.host) return false;
  return filter.search === '' || line.text.toLowerCase().includes(filter.search.toLowerCase());
}
