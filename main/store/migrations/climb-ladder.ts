import type { Database } from 'better-sqlite3';
import { assert, assertPresent } from '../../../shared/lib/assert.ts';
import { runsAndEvents } from './0010-runs-and-events.ts';
import { readModels } from './0020-read-models.ts';
import { systemFiles } from './0030-system-files.ts';
import { hardwareDetails } from './0040-hardware-details.ts';
import { consoleEntries } from './0060-console-entries.ts';

interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** Every step from an empty database to this program's, in tens so that a fix can be put between. */
const ladder: readonly Migration[] = [runsAndEvents, readModels, systemFiles, hardwareDetails, consoleEntries];

/** The version of the database that this program reads and writes. */
export const databaseVersion = assertPresent(ladder.at(-1), 'there is no migration').version;
/** `RDLN`: marks a SQLite file as Redline's. */
export const applicationId = 0x52444c4e;

/** Brings the database up to `databaseVersion` in one transaction, or leaves it as it was and throws. */
export function climbLadder(database: Database, steps: readonly Migration[] = ladder): void {
  const from = Number(database.pragma('user_version', { simple: true }));
  const due = steps.filter(({ version }) => version > from);
  if (due.length === 0) return;
  database
    .transaction(() => {
      let reached = from;
      for (const { version, sql } of due) {
        assert(version > reached, 'migrations are not in rising order');
        database.exec(sql);
        reached = version;
      }
      database.pragma(`user_version = ${reached}`);
      database.pragma(`application_id = ${applicationId}`);
    })
    .exclusive();
}
