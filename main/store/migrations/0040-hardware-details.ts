/** What Fleet shows of one processor and of a host's memory: tables of their own, so that its map is read quickly. */
export const hardwareDetails = {
  version: 40,
  sql: `
    CREATE TABLE processor_detail (
      run_id INTEGER NOT NULL REFERENCES run (id),
      host TEXT NOT NULL,
      processor INTEGER NOT NULL,
      model TEXT NOT NULL,
      PRIMARY KEY (run_id, host, processor)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE host_memory (
      run_id INTEGER NOT NULL REFERENCES run (id),
      host TEXT NOT NULL,
      model TEXT NOT NULL,
      PRIMARY KEY (run_id, host)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE memory_module (
      run_id INTEGER NOT NULL REFERENCES run (id),
      host TEXT NOT NULL,
      module TEXT NOT NULL,
      model TEXT NOT NULL,
      PRIMARY KEY (run_id, host, module)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE memory_page (
      run_id INTEGER NOT NULL REFERENCES run (id),
      host TEXT NOT NULL,
      address TEXT NOT NULL,
      seq INTEGER NOT NULL,
      waits INTEGER NOT NULL,
      model TEXT NOT NULL,
      PRIMARY KEY (run_id, host, address)
    ) STRICT, WITHOUT ROWID;
  `,
} as const;
