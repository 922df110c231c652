export const insertCommand = `
  INSERT INTO command (run_id, number, actor, role, command, created_at) VALUES (?, ?, ?, ?, ?, ?)`;
export const selectLastCommandNumber = 'SELECT coalesce(max(number), 0) FROM command WHERE run_id = ?';
export const countPendingCommands = 'SELECT count(*) FROM command WHERE run_id = ? AND applied_seq IS NULL';
export const updateCommandApplied = `
  UPDATE command SET applied_seq = ?, applied_at = ? WHERE run_id = ? AND number = ? AND applied_seq IS NULL`;
export const selectAppliedCommands = `
  SELECT number, actor, role, command, applied_at FROM command
  WHERE run_id = ? AND applied_seq IS NOT NULL ORDER BY applied_seq`;
export const selectPendingCommands = `
  SELECT number, actor, role, command FROM command WHERE run_id = ? AND applied_seq IS NULL ORDER BY number`;
