export const selectIncidents = 'SELECT incident, model FROM incident WHERE run_id = ? ORDER BY opened_seq';
export const selectIncident = 'SELECT model FROM incident WHERE run_id = ? AND incident = ?';
export const upsertIncident = `
  INSERT INTO incident (run_id, incident, opened_seq, is_open, model) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (run_id, incident) DO UPDATE SET is_open = excluded.is_open, model = excluded.model`;
export const insertIncidentEntry = 'INSERT OR IGNORE INTO incident_entry (run_id, incident, seq) VALUES (?, ?, ?)';

export const selectOnCall = 'SELECT model FROM on_call WHERE run_id = ?';
export const upsertOnCall = `
  INSERT INTO on_call (run_id, model) VALUES (?, ?) ON CONFLICT (run_id) DO UPDATE SET model = excluded.model`;

export const selectHosts = 'SELECT host, model FROM host WHERE run_id = ? ORDER BY seq';
export const upsertHost = `
  INSERT INTO host (run_id, host, seq, model) VALUES (?, ?, ?, ?)
  ON CONFLICT (run_id, host) DO UPDATE SET model = excluded.model`;

export const selectProcessor = 'SELECT model FROM processor WHERE run_id = ? AND host = ? AND processor = ?';
export const selectProcessors = 'SELECT host, model FROM processor WHERE run_id = ? ORDER BY host, processor';
export const upsertProcessor = `
  INSERT INTO processor (run_id, host, processor, model) VALUES (?, ?, ?, ?)
  ON CONFLICT (run_id, host, processor) DO UPDATE SET model = excluded.model`;

export const insertConsoleEntry = 'INSERT INTO console_entry (run_id, host, seq) VALUES (?, ?, ?)';

export const insertSystemFileEvent = `
  INSERT INTO system_file_event (run_id, host, seq, at, kind, person, lines) VALUES (?, ?, ?, ?, ?, ?, ?)`;
export const selectSystemFileEvents = `
  SELECT seq, at, kind, person, lines FROM system_file_event WHERE run_id = ? AND host = ? ORDER BY seq`;
