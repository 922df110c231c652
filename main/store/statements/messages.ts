export const messageColumns = ['run_id', 'line', 'seq', 'text'];

/**
 * The search of a page, the same for its lines and its count. `@host` and `@pattern` are null where they do not matter;
 * a message's subject is its host.
 */
const matching = `
  FROM message JOIN event ON event.run_id = message.run_id AND event.seq = message.seq
  WHERE message.run_id = @runId
    AND (@pattern IS NULL OR message.text LIKE @pattern ESCAPE '\\') AND (@host IS NULL OR event.subject = @host)`;
export const selectMessagePage = `
  SELECT message.line, message.text, event.seq, event.observed, event.at, event.subject AS host,
    event.data ->> 'level' AS level
  ${matching} AND message.line < @before ORDER BY message.line DESC LIMIT @limit`;
export const countMatchingMessages = `SELECT count(*) ${matching}`;
