/** Runs with the commands given to them, their log and their snapshots. */
export const runsAndEvents = {
  version: 10,
  sql: `
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      run TEXT NOT NULL UNIQUE,
      drill TEXT NOT NULL,
      scenario TEXT NOT NULL,
      created_at TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'ended', 'read-only')),
      reason TEXT,
      pace INTEGER,
      at INTEGER NOT NULL,
      digest TEXT NOT NULL,
      seq INTEGER NOT NULL,
      observed INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE command (
      run_id INTEGER NOT NULL REFERENCES run (id),
      number INTEGER NOT NULL,
      actor TEXT NOT NULL,
      role TEXT NOT NULL,
      command TEXT NOT NULL,
      created_at TEXT NOT NULL,
      applied_seq INTEGER,
      applied_at INTEGER,
      PRIMARY KEY (run_id, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE event (
      run_id INTEGER NOT NULL REFERENCES run (id),
      seq INTEGER NOT NULL,
      observed INTEGER NOT NULL,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      data TEXT NOT NULL,
      causes TEXT NOT NULL,
      observed_causes TEXT NOT NULL,
      PRIMARY KEY (run_id, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE truth_event (
      run_id INTEGER NOT NULL REFERENCES run (id),
      seq INTEGER NOT NULL,
      observed_before INTEGER NOT NULL,
      PRIMARY KEY (run_id, observed_before, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE snapshot (
      run_id INTEGER NOT NULL REFERENCES run (id),
      seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      digest TEXT NOT NULL,
      state BLOB NOT NULL,
      PRIMARY KEY (run_id, seq)
    ) STRICT;

    CREATE TABLE drill (
      drill TEXT PRIMARY KEY,
      yaml TEXT NOT NULL
    ) STRICT;
  `,
} as const;
