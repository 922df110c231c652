/**
 * What happened to a host's `/etc/system`: it was `saved`, a boot read it, or one was told to read another text. Only a save
 * has a person and lines.
 */
export const systemFiles = {
  version: 30,
  sql: `
    CREATE TABLE system_file_event (
      run_id INTEGER NOT NULL REFERENCES run (id),
      host TEXT NOT NULL,
      seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('saved', 'booted', 'bypassed')),
      person TEXT,
      lines INTEGER NOT NULL,
      PRIMARY KEY (run_id, host, seq)
    ) STRICT, WITHOUT ROWID;

    -- Runs of a database that is older have boots only: their files could not be saved.
    INSERT INTO system_file_event (run_id, host, seq, at, kind, person, lines)
      SELECT run_id, subject, seq, at, 'booted', NULL, 0 FROM event WHERE kind = 'host.booted';
  `,
} as const;
