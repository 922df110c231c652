export const messageColumns = ['run_id', 'line', 'seq', 'part'];

/** The text of a line lies in its event's data; functions of ours take it out, one of them for searching. */
const text = 'message_line(event.data, message.part)';
/** A line that stands for others which were not written has the date of the last of them. */
const at = "coalesce(event.data ->> 'lastAtNs', event.at)";
const foldedText = 'folded_message_line(event.data, message.part)';

/**
 * The search of a page, the same for its lines and its count. `@host` and `@pattern` are null where they do not matter;
 * a message's subject is its host. `@jsonPattern` is the pattern as JSON writes it: it rules most events out without
 * taking them apart. LIKE itself takes only small and capital ASCII letters for the same.
 */
const matching = `
  FROM message JOIN event ON event.run_id = message.run_id AND event.seq = message.seq
  WHERE message.run_id = @runId AND (@host IS NULL OR event.subject = @host)
    AND (@pattern IS NULL OR (event.data LIKE @jsonPattern ESCAPE '\\' AND ${foldedText} LIKE @pattern ESCAPE '\\'))`;
export const selectMessagePage = `
  SELECT message.line, ${text} AS text, event.seq, event.observed, ${at} AS at, event.subject AS host,
    event.data ->> 'level' AS level
  ${matching} AND message.line < @before ORDER BY message.line DESC LIMIT @limit`;
export const countMatchingMessages = `SELECT count(*) ${matching}`;
