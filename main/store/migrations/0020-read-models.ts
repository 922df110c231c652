/** What screens read, made from the log in the same transaction. `model` is the row as the views have it, in JSON. */
export const readModels = {
  version: 20,
  sql: `
    CREATE TABLE run_count (
      run_id INTEGER PRIMARY KEY REFERENCES run (id),
      lines INTEGER NOT NULL,
      pages INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE incident (
      run_id INTEGER NOT NULL REFERENCES run (id),
      incident TEXT NOT NULL,
      opened_seq INTEGER NOT NULL,
      is_open INTEGER NOT NULL,
      model TEXT NOT NULL,
      PRIMARY KEY (run_id, incident)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE incident_entry (
      run_id INTEGER NOT NULL REFERENCES run (id),
      incident TEXT NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (run_id, incident, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE on_call (
      run_id INTEGER PRIMARY KEY REFERENCES run (id),
      model TEXT NOT NULL
    ) STRICT;

    CREATE TABLE host (
      run_id INTEGER NOT NULL REFERENCES run (id),
      host TEXT NOT NULL,
      seq INTEGER NOT NULL,
      model TEXT NOT NULL,
      PRIMARY KEY (run_id, host)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE processor (
      run_id INTEGER NOT NULL REFERENCES run (id),
      host TEXT NOT NULL,
      processor INTEGER NOT NULL,
      model TEXT NOT NULL,
      PRIMARY KEY (run_id, host, processor)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE message (
      run_id INTEGER NOT NULL REFERENCES run (id),
      line INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      part INTEGER NOT NULL,
      PRIMARY KEY (run_id, line)
    ) STRICT, WITHOUT ROWID;
  `,
} as const;
