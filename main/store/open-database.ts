import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { explainError, isDamage } from './explain-error.ts';
import { inspectFile } from './inspect-file.ts';
import { makeFolder } from './make-folder.ts';
import { applicationId, climbLadder, databaseVersion } from './migrations/climb-ladder.ts';
import { setAside } from './set-aside.ts';
import { StoreRefused } from './store-refused.ts';

const busyTimeoutMs = 5_000;
/** Pages that a damaged database is reported for; one is enough to set it aside. */
const checkedFaults = 1;

export interface OpenDatabase {
  readonly database: Database;
  readonly notices: string[];
}

/** Asked before SQLite is: its own answer about a folder that it cannot write is about locks. Throws what Node says. */
function requireWritable(folder: string, path: string): void {
  accessSync(folder, constants.W_OK);
  if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK);
}

class DamagedDatabase extends Error {}

/** Whether somebody else has put tables into a database whose first page names no program: ours may stand in the log. */
function isAdopted(path: string): boolean {
  const database = new SqliteDatabase(path, { readonly: true, timeout: 0 });
  try {
    if (database.pragma('application_id', { simple: true }) === applicationId) return false;
    return database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() !== 0;
  } finally {
    database.close();
  }
}

/** Refuses a file that is not this program's to touch; it has not been opened yet and stays as it is. */
function refuseUntouchable(path: string): 'damaged' | 'usable' {
  const nature = inspectFile(path);
  if (nature.kind !== 'database') return nature.kind === 'damaged' ? 'damaged' : 'usable';
  if (nature.applicationId !== applicationId && (nature.applicationId !== 0 || isAdopted(path))) {
    throw new StoreRefused('foreign', `${path} belongs to another program; choose another folder with --station.`);
  }
  if (nature.userVersion > databaseVersion) {
    throw new StoreRefused(
      'newer',
      `The database ${path} was written by a newer Redline (version ${nature.userVersion}, this one knows ${databaseVersion}); start that newer Redline, or choose another folder with --station.`,
    );
  }
  return 'usable';
}

/**
 * Takes the file for this process alone (a second station must not write beside us; the operating system gives the
 * lock back however we end) and sees whether it is sound.
 */
function takeAndCheck(database: Database): void {
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('journal_mode = WAL');
  database.exec('BEGIN EXCLUSIVE; COMMIT');
  if (database.pragma(`quick_check(${checkedFaults})`, { simple: true }) !== 'ok') throw new DamagedDatabase();
}

function prepareConnection(database: Database): void {
  database.pragma('synchronous = NORMAL');
  database.pragma('wal_autocheckpoint = 4000');
  database.pragma('foreign_keys = ON');
  database.pragma(`busy_timeout = ${busyTimeoutMs}`);
  climbLadder(database);
}

/** A second instance is told at once, not after the busy time: `timeout: 0` until the file is ours. */
function openSound(path: string): Database {
  const database = new SqliteDatabase(path, { timeout: 0 });
  try {
    takeAndCheck(database);
    prepareConnection(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function openOrSetAside(path: string, now: () => Date): OpenDatabase {
  if (refuseUntouchable(path) === 'usable') {
    try {
      return { database: openSound(path), notices: [] };
    } catch (error) {
      if (!(error instanceof DamagedDatabase) && !isDamage(error)) throw error;
    }
  }
  const name = setAside(path, now());
  const notice = `The station's database was damaged. It was set aside as ${name} in the same folder and a fresh one was started; past runs are in the set-aside file.`;
  return { database: openSound(path), notices: [notice] };
}

/**
 * Opens `redline.db` in a station folder, making both where they are missing. A damaged database is set aside with a
 * notice. Throws `StoreRefused` with a sentence for a newer, foreign, locked, unwritable or unreachable one.
 */
export function openDatabase(folder: string, now: () => Date): OpenDatabase {
  try {
    makeFolder(folder);
    const path = join(folder, 'redline.db');
    requireWritable(folder, path);
    return openOrSetAside(path, now);
  } catch (error) {
    throw explainError(error, folder);
  }
}
