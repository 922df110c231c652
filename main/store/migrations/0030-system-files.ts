/** What happened to a host's `/etc/system`: its saves, and the boots that read it (these have no person and no lines). */
export const systemFiles = {
  version: 30,
  sql: `
    CREATE TABLE system_file_event (
      run_id INTEGER NOT NULL REFERENCES run (id),
      host TEXT NOT NULL,
      seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      is_boot INTEGER NOT NULL,
      person TEXT,
      lines INTEGER NOT NULL,
      PRIMARY KEY (run_id, host, seq)
    ) STRICT, WITHOUT ROWID;

    -- Runs of a database that is older have boots only: their files could not be saved.
    INSERT INTO system_file_event (run_id, host, seq, at, is_boot, person, lines)
      SELECT run_id, subject, seq, at, 1, NULL, 0 FROM event WHERE kind = 'host.booted';
  `,
} as const;
