export const messageColumns = ['run_id', 'line', 'seq', 'part'];

const columns = 'event.seq, event.observed, event.at, event.subject AS host, event.data';

/** The lines before one, newest first: each with its event and which of the event's lines it is. */
export const selectLinesBefore = `
  SELECT message.line, message.part, ${columns}
  FROM message JOIN event ON event.run_id = message.run_id AND event.seq = message.seq
  WHERE message.run_id = @runId AND message.line < @before ORDER BY message.line DESC LIMIT @limit`;

export const selectLinePlace = 'SELECT seq, part FROM message WHERE run_id = ? AND line = ?';

/**
 * Events that may have a wanted line. `@host` and `@jsonPattern` are null where they do not matter; a message's subject
 * is its host. `@jsonPattern` is what is searched for as JSON writes it: it rules most events out without taking them
 * apart. LIKE itself takes only small and capital ASCII letters for the same.
 */
const candidates = `
  FROM event WHERE event.run_id = @runId AND event.seq > @after AND event.seq <= @upTo
    AND event.kind IN ('message.logged', 'message.repeated') AND (@host IS NULL OR event.subject = @host)
    AND (@jsonPattern IS NULL OR event.data LIKE @jsonPattern ESCAPE '\\')`;
export const selectCandidates = `SELECT ${columns} ${candidates} ORDER BY event.seq DESC`;
export const selectCandidateData = `SELECT event.data ${candidates}`;
