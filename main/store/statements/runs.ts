export const insertRun = `
  INSERT INTO run (run, drill, scenario, created_at, state, pace, at, digest, seq, observed)
  VALUES (?, ?, ?, ?, 'running', 1, 0, '', 0, 0)`;

export const insertRunCount = 'INSERT INTO run_count (run_id, lines, pages) VALUES (?, 0, 0)';

const summary = `
  SELECT run.*, run_count.lines, run_count.pages,
    (SELECT count(*) FROM incident WHERE run_id = run.id) AS incidents,
    (SELECT count(*) FROM incident WHERE run_id = run.id AND is_open = 1) AS open_incidents
  FROM run JOIN run_count ON run_count.run_id = run.id`;

export const selectRun = `${summary} WHERE run = ?`;
export const selectNewestRuns = `${summary} ORDER BY id DESC LIMIT ?`;
export const selectUnfinishedRuns = `SELECT run FROM run WHERE state = 'running' ORDER BY id`;

export const selectPosition = 'SELECT id, state, seq, observed, at, digest, scenario FROM run WHERE run = ?';
export const updatePosition = `
  UPDATE run SET seq = ?, observed = ?, at = ?, digest = ?, state = ?, reason = ? WHERE id = ?`;
export const updateCounts = 'UPDATE run_count SET lines = ?, pages = ? WHERE run_id = ?';
export const selectCounts = 'SELECT lines, pages FROM run_count WHERE run_id = ?';
export const updatePace = 'UPDATE run SET pace = ? WHERE run = ?';
export const updateReadOnly = `UPDATE run SET state = 'read-only', reason = ? WHERE run = ?`;

export const insertSnapshot = 'INSERT INTO snapshot (run_id, seq, at, digest, state) VALUES (?, ?, ?, ?, ?)';
/** Keeps the newest of a run's snapshots. */
export const deleteOldSnapshots = `
  DELETE FROM snapshot WHERE run_id = @runId AND seq <=
    (SELECT seq FROM snapshot WHERE run_id = @runId ORDER BY seq DESC LIMIT 1 OFFSET @kept)`;
export const selectNewestSnapshot = `
  SELECT seq, at, digest, state FROM snapshot WHERE run_id = ? ORDER BY seq DESC LIMIT 1`;

export const upsertDrill = `
  INSERT INTO drill (drill, yaml) VALUES (?, ?) ON CONFLICT (drill) DO UPDATE SET yaml = excluded.yaml`;
export const selectDrills = 'SELECT drill, yaml FROM drill ORDER BY drill';
