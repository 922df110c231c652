export const messageColumns = ['run_id', 'line', 'seq', 'observed', 'at', 'host', 'level', 'text'];

/** `@host` and `@pattern` are null where they do not matter: the search of a page, the same for its lines and its count. */
const matching = `
  FROM message WHERE run_id = @runId AND (@host IS NULL OR host = @host) AND (@pattern IS NULL OR text LIKE @pattern ESCAPE '\\')`;
export const selectMessagePage = `
  SELECT line, seq, observed, at, host, level, text ${matching} AND line < @before ORDER BY line DESC LIMIT @limit`;
export const countMatchingMessages = `SELECT count(*) ${matching}`;
