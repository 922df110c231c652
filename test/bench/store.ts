import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import SqliteDatabase from 'better-sqlite3';
import { runsAndEvents } from '../../main/store/migrations/0010-runs-and-events.ts';
import { readModels } from '../../main/store/migrations/0020-read-models.ts';
import { eventColumns, insertRows } from '../../main/store/statements/events.ts';
import { messageColumns } from '../../main/store/statements/messages.ts';
import { batchEvents, batchWindow } from '../../main/workers/simulation-protocol.ts';
import { openStoreClient } from '../../main/workers/store-client.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import { appendStart, eccData, LogBuilder, lineData, onProcessor, sampleScenario } from '../store/log-builder.ts';
import { batchOf } from '../store/station.ts';

const goal = 'ratio to raw inserts >= 0.8';
const rounds = 7;
const eventsWanted = 150_000;
/** Written before the clock starts, so that both sides are warm. */
const warmUpEvents = 50_000;
const rowsATransaction = 1_000;
const seqColumn = eventColumns.indexOf('seq');
const kindColumn = eventColumns.indexOf('kind');

/** What a drill writes most: an injected error, its report, three lines of the log, and the count. */
function busyLog(): LoggedEvent[] {
  const log = new LogBuilder();
  appendStart(log);
  for (let count = 1; log.events.length < eventsWanted; count += 1) {
    log.at += 1e9;
    const inject = log.append('inject.ecc', 'sf15k-domc/64', { ...onProcessor, inject: count, name: 'UCC' }, [1]);
    const error = log.append('ecc.reported', 'sf15k-domc/64', eccData, [inject]);
    for (let line = 1; line <= 3; line += 1) {
      const text = `SUNW,UltraSPARC-III+: [ID 123456 kern.warning] WARNING: [AFT1] line ${line} of error ${count} on CPU64`;
      log.append('message.logged', 'sf15k-domc', lineData(text), [error]);
    }
    const counted = { ...onProcessor, count: 2, limit: 2, windowNs: 86_400e9 };
    log.append('serd.counted', 'sf15k-domc/64', counted, [error]);
  }
  return log.events;
}

const rowOf = (event: LoggedEvent): unknown[] => [
  1,
  event.seq,
  event.observed,
  event.at,
  event.kind,
  event.subject,
  JSON.stringify(event.data),
  JSON.stringify(event.causes),
  JSON.stringify(event.observedCauses),
];

async function inFolder<Result>(work: (folder: string) => Promise<Result> | Result): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'redline-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Events a second of SQLite itself: the same rows of events and of log lines, made already, one statement each. */
function rawRate(folder: string, rows: readonly unknown[][]): number {
  const database = new SqliteDatabase(join(folder, 'raw.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.exec(runsAndEvents.sql);
  database.exec(readModels.sql);
  const run = ['run-1', 'quiet', '{}', '', 'running', 0, '', 0, 0];
  database
    .prepare(
      insertRows('run', ['run', 'drill', 'scenario', 'created_at', 'state', 'at', 'digest', 'seq', 'observed'], 1),
    )
    .run(run);
  const insert = database.prepare(insertRows('event', eventColumns, 1));
  const insertLine = database.prepare(insertRows('message', messageColumns, 1));
  let lines = 0;
  const insertAll = database.transaction((some: readonly unknown[][]) => {
    for (const row of some) {
      insert.run(row);
      if (row[kindColumn] === 'message.logged') insertLine.run([1, ++lines, row[seqColumn], 0]);
    }
  });
  const insertFromTo = (start: number, end: number): void => {
    for (let from = start; from < end; from += rowsATransaction) insertAll(rows.slice(from, from + rowsATransaction));
  };
  insertFromTo(0, warmUpEvents);
  const startedMs = performance.now();
  insertFromTo(warmUpEvents, rows.length);
  const tookMs = performance.now() - startedMs;
  database.close();
  return ((rows.length - warmUpEvents) / tookMs) * 1000;
}

/** Events a second through the worker, read models included, with as many batches on the way as a run has. */
async function workerRate(folder: string, events: readonly LoggedEvent[]): Promise<number> {
  const client = await openStoreClient({ folder });
  await client.createRun({ run: 'run-1', drill: 'quiet', scenario: sampleScenario, createdAt: '' });
  const appendFromTo = async (start: number, end: number): Promise<void> => {
    const onTheWay: Promise<void>[] = [];
    for (let from = start; from < end; from += batchEvents) {
      if (onTheWay.length === batchWindow) await onTheWay.shift();
      onTheWay.push(client.append(batchOf(events.slice(from, from + batchEvents))));
    }
    await Promise.all(onTheWay);
  };
  await appendFromTo(0, warmUpEvents);
  const startedMs = performance.now();
  await appendFromTo(warmUpEvents, events.length);
  const tookMs = performance.now() - startedMs;
  await client.close();
  return ((events.length - warmUpEvents) / tookMs) * 1000;
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

const events = busyLog();
const rows = events.map(rowOf);
const rates: { raw: number; worker: number }[] = [];
for (let round = 0; round < rounds; round += 1) {
  const raw = await inFolder((folder) => rawRate(folder, rows));
  const worker = await inFolder((folder) => workerRate(folder, events));
  rates.push({ raw, worker });
}
const value = Math.round(median(rates.map(({ worker }) => worker)));
const ratio = Number(median(rates.map(({ raw, worker }) => worker / raw)).toFixed(3));
console.log(JSON.stringify({ bench: 'store-writer', value, unit: 'events/s', ratio, goal }));
