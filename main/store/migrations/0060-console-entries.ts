/** Where the lines typed on consoles and the boots of hosts are in the log: few among many. */
export const consoleEntries = {
  version: 60,
  sql: `
    CREATE TABLE console_entry (
      run_id INTEGER NOT NULL REFERENCES run (id),
      host TEXT NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (run_id, host, seq)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO console_entry (run_id, host, seq)
      SELECT run_id, subject, seq FROM event WHERE kind IN ('console.ran', 'host.booted');
  `,
} as const;
