export const eventColumns = ['run_id', 'seq', 'observed', 'at', 'kind', 'subject', 'data', 'causes', 'observed_causes'];

/** One statement that inserts so many rows: faster by a third than one a row. */
export function insertRows(table: string, columns: readonly string[], rows: number): string {
  const row = `(${columns.map(() => '?').join(', ')})`;
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${Array.from({ length: rows }, () => row).join(', ')}`;
}

export const truthColumns = ['run_id', 'seq', 'observed_before'];

const columns = 'seq, observed, at, kind, subject, data, causes, observed_causes';
export const selectEvent = `SELECT ${columns} FROM event WHERE run_id = ? AND seq = ?`;
/** Everything after a number; the responders' form leaves the truth out. */
export const selectEventsAfter = `SELECT ${columns} FROM event WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT ?`;
export const selectObservedEventsAfter = `
  SELECT ${columns} FROM event WHERE run_id = ? AND seq > ? AND observed > 0 ORDER BY seq LIMIT ?`;

/** Of a stretch the kinds that a list in JSON names. */
export const selectEventsOfKinds = `
  SELECT ${columns} FROM event
  WHERE run_id = ? AND seq > ? AND seq <= ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY seq`;

/**
 * The seq of the responders' event n is n plus the truth events before it. Of those, the last is the one with the
 * greatest seq among those that have fewer than n observed events before them.
 */
export const selectTruthBefore = `
  SELECT seq - observed_before FROM truth_event
  WHERE run_id = ? AND observed_before < ? ORDER BY observed_before DESC, seq DESC LIMIT 1`;

const ofTimeline = `
  FROM incident_entry AS entry JOIN event ON event.run_id = entry.run_id AND event.seq = entry.seq
  WHERE entry.run_id = ? AND entry.incident = ? AND entry.seq > ?`;
export const selectTimelineAfter = `SELECT event.* ${ofTimeline} ORDER BY entry.seq LIMIT ?`;
export const selectObservedTimelineAfter = `
  SELECT event.* ${ofTimeline} AND event.observed > 0 ORDER BY entry.seq LIMIT ?`;
export const selectNewestTimeline = `SELECT event.* ${ofTimeline} ORDER BY entry.seq DESC LIMIT ?`;
export const selectNewestObservedTimeline = `
  SELECT event.* ${ofTimeline} AND event.observed > 0 ORDER BY entry.seq DESC LIMIT ?`;
export const countTimeline = `SELECT count(*) ${ofTimeline}`;
export const countObservedTimeline = `SELECT count(*) ${ofTimeline} AND event.observed > 0`;
