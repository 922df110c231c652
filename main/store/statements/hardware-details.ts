export const upsertProcessorDetail = `
  INSERT INTO processor_detail (run_id, host, processor, model) VALUES (?, ?, ?, ?)
  ON CONFLICT (run_id, host, processor) DO UPDATE SET model = excluded.model`;
export const selectProcessorDetails = 'SELECT host, processor, model FROM processor_detail WHERE run_id = ?';
export const selectProcessorDetail =
  'SELECT model FROM processor_detail WHERE run_id = ? AND host = ? AND processor = ?';

export const upsertHostMemory = `
  INSERT INTO host_memory (run_id, host, model) VALUES (?, ?, ?)
  ON CONFLICT (run_id, host) DO UPDATE SET model = excluded.model`;
export const selectHostMemories = 'SELECT host, model FROM host_memory WHERE run_id = ?';

export const upsertMemoryModule = `
  INSERT INTO memory_module (run_id, host, module, model) VALUES (?, ?, ?, ?)
  ON CONFLICT (run_id, host, module) DO UPDATE SET model = excluded.model`;
export const selectMemoryModules = 'SELECT host, model FROM memory_module WHERE run_id = ?';

export const deleteMemoryPages = 'DELETE FROM memory_page WHERE run_id = ? AND host = ?';
export const upsertMemoryPage = `
  INSERT INTO memory_page (run_id, host, address, seq, waits, model) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (run_id, host, address) DO UPDATE SET
    seq = excluded.seq, waits = excluded.waits, model = excluded.model`;
/** Pages that wait come first: there is something to be done about them. */
export const selectMemoryPages = `
  SELECT model FROM memory_page WHERE run_id = ? AND host = ? ORDER BY waits DESC, seq DESC LIMIT ?`;
export const countMemoryPages = 'SELECT count(*) FROM memory_page WHERE run_id = ? AND host = ?';
