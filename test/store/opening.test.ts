import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { EventWriter } from '../../main/store/event-writer.ts';
import { explainError } from '../../main/store/explain-error.ts';
import { climbLadder, databaseVersion } from '../../main/store/migrations/climb-ladder.ts';
import { openDatabase } from '../../main/store/open-database.ts';
import { openStore } from '../../main/store/open-store.ts';
import { packBatch } from '../../main/store/packed-batch.ts';
import { type LogBuilder, lineData, sampleLog } from './log-builder.ts';
import { batchOf, newFolder, newStore, removeStations, testNow } from './station.ts';

afterEach(removeStations);

const open = (folder: string) => openStore({ folder, now: testNow });
const fileOf = (folder: string): string => join(folder, 'redline.db');
const damagedName = 'redline.damaged-2026-11-21T22-00-00.db';

/** A station with a run of some thousand events in it, closed. */
function usedStation(): string {
  const folder = newFolder();
  const store = newStore(folder);
  store.append(batchOf(longLog(5_000).events));
  store.close();
  return folder;
}

function longLog(lines: number): LogBuilder {
  const log = sampleLog();
  for (let line = 0; line < lines; line += 1) {
    log.append('message.logged', 'sf15k-domc', lineData(`NOTICE: line ${line} of a long log`), [1]);
  }
  return log;
}

describe('a database from a newer version', () => {
  test('is refused in a sentence and left as it is, byte for byte', () => {
    const folder = usedStation();
    const database = new SqliteDatabase(fileOf(folder));
    database.pragma(`user_version = ${databaseVersion + 10}`);
    database.close();
    const before = readFileSync(fileOf(folder));
    const files = readdirSync(folder);
    expect(() => open(folder)).toThrow(expect.objectContaining({ name: 'StoreRefused', reason: 'newer' }));
    expect(() => open(folder)).toThrow(/newer Redline .*--station/);
    expect(readFileSync(fileOf(folder)).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(files);
  });

  test('is known by its write-ahead log too, where that program was killed', () => {
    const folder = usedStation();
    const crashed = newFolder();
    const database = new SqliteDatabase(fileOf(folder));
    database.pragma(`user_version = ${databaseVersion + 10}`);
    for (const suffix of ['', '-wal']) copyFileSync(fileOf(folder) + suffix, fileOf(crashed) + suffix);
    database.close();
    expect(readFileSync(fileOf(crashed)).readInt32BE(60)).toBe(databaseVersion);
    const before = ['', '-wal'].map((suffix) => readFileSync(fileOf(crashed) + suffix));
    expect(() => open(crashed)).toThrow(expect.objectContaining({ reason: 'newer' }));
    expect(['', '-wal'].map((suffix) => readFileSync(fileOf(crashed) + suffix))).toEqual(before);
    expect(readdirSync(crashed)).toEqual(['redline.db', 'redline.db-wal']);
  });

  test('and one of another program are not touched', () => {
    const folder = newFolder();
    const database = new SqliteDatabase(fileOf(folder));
    database.pragma('application_id = 7');
    database.close();
    expect(() => open(folder)).toThrow(expect.objectContaining({ reason: 'foreign' }));
  });

  test("somebody's tables in a database without an owner are left alone", () => {
    const folder = newFolder();
    const path = fileOf(folder);
    const theirs = new SqliteDatabase(path);
    theirs.exec('CREATE TABLE theirs (a)');
    theirs.close();
    const before = readFileSync(path);
    expect(() => open(folder)).toThrow(expect.objectContaining({ reason: 'foreign' }));
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('a folder that the system will not make is refused at once', () => {
    // Only Linux has /proc; elsewhere it may be an ordinary folder that nobody may make.
    expect(() => open('/proc/redline/station')).toThrow(expect.objectContaining({ reason: 'unreachable' }));
  });
});

describe('a damaged database', () => {
  function expectSetAside(folder: string, damaged: Buffer | null): void {
    const store = open(folder);
    expect(store.notices()).toEqual([expect.stringContaining(damagedName)]);
    expect(store.listRuns(10)).toEqual([]);
    store.close();
    if (damaged !== null) expect(readFileSync(join(folder, damagedName)).equals(damaged)).toBe(true);
    const again = open(folder);
    expect(again.notices()).toEqual([]);
    again.close();
    expect(existsSync(join(folder, damagedName))).toBe(true);
  }

  test('is set aside under a dated name: garbage', () => {
    const folder = newFolder();
    writeFileSync(fileOf(folder), 'this is no database, but somebody may want it back');
    expectSetAside(folder, readFileSync(fileOf(folder)));
  });

  test('is set aside under a dated name: cut off', () => {
    const folder = usedStation();
    truncateSync(fileOf(folder), Math.floor(statSync(fileOf(folder)).size / 2));
    expectSetAside(folder, readFileSync(fileOf(folder)));
  });

  test('is set aside under a dated name: a page flipped', () => {
    const folder = usedStation();
    const bytes = readFileSync(fileOf(folder));
    const page = 4096 * Math.floor(bytes.length / 4096 / 2);
    for (let offset = page; offset < page + 512; offset += 1) bytes[offset] = (bytes[offset] ?? 0) ^ 0xff;
    writeFileSync(fileOf(folder), bytes);
    expectSetAside(folder, bytes);
  });

  test('keeps the log of a file that is empty', () => {
    const folder = newFolder();
    writeFileSync(fileOf(folder), '');
    writeFileSync(`${fileOf(folder)}-wal`, 'the only copy');
    expectSetAside(folder, null);
    expect(readFileSync(join(folder, `${damagedName}-wal`), 'utf8')).toBe('the only copy');
  });

  test('never takes the place of one that was set aside before', () => {
    const folder = newFolder();
    for (const garbage of ['first', 'second', 'third']) {
      writeFileSync(fileOf(folder), garbage.repeat(50));
      open(folder).close();
    }
    const kept = readdirSync(folder).filter((name) => name.includes('damaged'));
    expect(kept.map((name) => readFileSync(join(folder, name), 'utf8').slice(0, 5)).sort()).toEqual([
      'first',
      'secon',
      'third',
    ]);
  });
});

describe('a station that cannot be used', () => {
  test('because this process has it open', () => {
    const folder = newFolder();
    const store = newStore(folder);
    expect(() => open(folder)).toThrow(expect.objectContaining({ name: 'StoreRefused', reason: 'locked' }));
    expect(store.readRun('run-1')?.state).toBe('running');
    store.close();
    open(folder).close();
  });

  test('because another process has it open, until that ends', async () => {
    const folder = newFolder();
    const writer = fileURLToPath(new URL('endless-writer.ts', import.meta.url));
    const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    expect(() => open(folder)).toThrow(/Another Redline has the station/);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = open(folder);
    expect(store.notices()).toEqual([]);
    store.close();
  });

  test('because the folder is a file, or cannot be made', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(() => open(join(folder, 'file'))).toThrow(expect.objectContaining({ reason: 'unreachable' }));
    expect(() => open(join(folder, 'file', 'under'))).toThrow(expect.objectContaining({ reason: 'unreachable' }));
    mkdirSync(fileOf(folder));
    expect(() => open(folder)).toThrow(expect.objectContaining({ name: 'StoreRefused' }));
  });

  test.each([
    ['EROFS', 'read-only', /allow writing/],
    ['SQLITE_READONLY_DIRECTORY', 'read-only', /allow writing/],
    ['ENOSPC', 'full', /free some space/],
    ['SQLITE_FULL', 'full', /free some space/],
    ['SQLITE_IOERR_WRITE', 'unreachable', /working disk/],
    ['SQLITE_CORRUPT_VTAB', 'damaged', /start Redline again/],
  ])('is told in a sentence for %s', (code, reason, sentence) => {
    const told = explainError(Object.assign(new Error('raw'), { code }), '/station');
    expect(told).toMatchObject({ name: 'StoreRefused', reason, message: expect.stringMatching(sentence) });
  });
});

describe('a full disk', () => {
  test('loses nothing, and the run goes on when there is room', () => {
    const folder = newFolder();
    newStore(folder).close();
    const { database } = openDatabase(folder, testNow);
    const writer = new EventWriter(database);
    const { events } = longLog(20_000);
    database.pragma('max_page_count = 300');
    let from = 0;
    const appendNext = (): void => {
      writer.append(packBatch(batchOf(events.slice(from, from + 500))));
      from += 500;
    };
    let refused: unknown = null;
    while (refused === null && from < events.length) {
      try {
        appendNext();
      } catch (error) {
        refused = explainError(error, folder);
      }
    }
    expect(refused).toMatchObject({ name: 'StoreRefused', reason: 'full' });
    expect(from).toBeGreaterThan(0);
    database.pragma('max_page_count = 1000000');
    while (from < events.length) appendNext();
    database.close();
    const store = open(folder);
    expect(store.countEvents({ run: 'run-1', role: 'trainer', incident: null })).toBe(events.length);
    expect(
      store.messages({ run: 'run-1', role: 'trainer', search: '', host: null, before: null, limit: 1 }).total,
    ).toBe(20_003);
    store.close();
  });
});

describe('the ladder of migrations', () => {
  test('leaves the database as it was where a step fails', () => {
    const database = new SqliteDatabase(':memory:');
    const steps = [
      { version: 10, sql: 'CREATE TABLE first (value INTEGER) STRICT' },
      { version: 20, sql: 'CREATE TABLE first (value INTEGER) STRICT' },
    ];
    expect(() => climbLadder(database, steps)).toThrow(/already exists/);
    expect(database.pragma('user_version', { simple: true })).toBe(0);
    expect(database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0);
    climbLadder(database, steps.slice(0, 1));
    expect(database.pragma('user_version', { simple: true })).toBe(10);
  });

  test('must rise', () => {
    const database = new SqliteDatabase(':memory:');
    const steps = [
      { version: 20, sql: '' },
      { version: 10, sql: '' },
    ];
    expect(() => climbLadder(database, steps)).toThrow(/rising order/);
  });
});
