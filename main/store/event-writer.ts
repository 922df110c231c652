import type { Database } from 'better-sqlite3';
import { assert, assertPresent } from '../../shared/lib/assert.ts';
import { type EventDataOf, type LoggedEvent, truthKinds } from '../../shared/model/events.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { EventRow } from './event-row.ts';
import { type BatchRow, eventOfRow, type PackedBatch, unpackRows } from './packed-batch.ts';
import { type Prepared, prepareAll } from './prepare-all.ts';
import { addMessageRows } from './read-models/message-model.ts';
import { ModelTables } from './read-models/model-tables.ts';
import { applyEvent, isModelled, noChanges, type RunModels } from './read-models/run-models.ts';
import { RowInserter } from './row-inserter.ts';
import { updateCommandApplied } from './statements/commands.ts';
import { eventColumns, selectEvent, truthColumns } from './statements/events.ts';
import { messageColumns } from './statements/messages.ts';
import { deleteOldSnapshots, insertSnapshot, selectPosition, updatePosition } from './statements/runs.ts';
import type { StoredSnapshot } from './store-api.ts';

const snapshotsKept = 5;
/** Runs whose models stay in memory; more than may be active at once. */
const cachedRuns = 8;

const sql = {
  selectPosition,
  updatePosition,
  selectEvent,
  insertSnapshot,
  deleteOldSnapshots,
  updateCommandApplied,
} as const;

interface Position {
  readonly id: number;
  readonly state: string;
  readonly seq: number;
  readonly observed: number;
  readonly at: number;
  readonly digest: string;
  readonly scenario: string;
}

/** Checks that a batch goes on exactly where the log ends, in both countings. Answers the last observed number. */
function checkContinues(position: Position, batch: PackedBatch, rows: readonly BatchRow[]): number {
  assert(position.state === 'running', 'events are appended to a run that does not run');
  let { seq, observed } = position;
  let at = 0;
  for (const row of rows) {
    assert(row.seq === seq + 1, 'appended events overlap the log or leave a gap');
    assert(row.at >= at, 'appended events go back in time');
    const isTruth = truthKinds.has(row.kind);
    assert(row.observed === (isTruth ? 0 : observed + 1), 'an appended event has a wrong observed number');
    ({ seq, at } = row);
    if (!isTruth) observed += 1;
  }
  assert(batch.atNs >= position.at && batch.atNs >= at, 'a batch goes back in time');
  assert(batch.snapshot === null || batch.snapshot.seq <= seq, 'a snapshot is ahead of its events');
  return observed;
}

/** Appends batches to logs and keeps the read models, in one transaction each. */
export class EventWriter {
  readonly #database: Database;
  readonly #events: RowInserter;
  readonly #messages: RowInserter;
  readonly #truths: RowInserter;
  readonly #tables: ModelTables;
  readonly #models = new Map<number, RunModels>();
  readonly #statements: Prepared<keyof typeof sql>;
  readonly #appendInTransaction: (batch: PackedBatch) => void;

  constructor(database: Database) {
    this.#database = database;
    this.#events = new RowInserter(database, 'event', eventColumns);
    this.#messages = new RowInserter(database, 'message', messageColumns);
    this.#truths = new RowInserter(database, 'truth_event', truthColumns);
    this.#tables = new ModelTables(database);
    this.#statements = prepareAll(database, sql);
    this.#appendInTransaction = database.transaction((batch: PackedBatch) => this.#append(batch)).immediate;
  }

  /** Throws `AssertionError` where the batch does not go on where the log ends; then nothing of it is there. */
  append(batch: PackedBatch): void {
    assert(!this.#database.inTransaction, 'an append is inside another transaction');
    try {
      this.#appendInTransaction(batch);
    } catch (error) {
      this.#models.clear();
      throw error;
    }
  }

  #append(batch: PackedBatch): void {
    const found = this.#statements.selectPosition.get(batch.run) as Position | undefined;
    const position = assertPresent(found, 'events are appended to an unknown run');
    const rows = unpackRows(batch);
    const observed = checkContinues(position, batch, rows);
    const models = this.#modelsOf(position);
    this.#insertEvents(position, rows, models);
    this.#updateModels(position.id, rows, models);
    if (batch.snapshot !== null) this.#insertSnapshot(position.id, batch.snapshot);
    const seq = position.seq + rows.length;
    const state = batch.ended === null ? 'running' : 'ended';
    this.#statements.updatePosition.run(seq, observed, batch.atNs, batch.digest, state, batch.ended, position.id);
  }

  #modelsOf({ id, scenario }: Position): RunModels {
    const known = this.#models.get(id);
    if (known !== undefined) return known;
    if (this.#models.size >= cachedRuns) this.#models.clear();
    const models = this.#tables.load(id, JSON.parse(scenario) as Scenario);
    this.#models.set(id, models);
    return models;
  }

  #insertEvents(position: Position, rows: readonly BatchRow[], models: RunModels): void {
    const runId = position.id;
    const values: unknown[] = [];
    const lines: unknown[] = [];
    const truths: unknown[] = [];
    let { observed } = position;
    for (const row of rows) {
      values.push(
        runId,
        row.seq,
        row.observed,
        row.at,
        row.kind,
        row.subject,
        row.data,
        row.causes,
        row.observedCauses,
      );
      if (row.observed === 0) truths.push(runId, row.seq, observed);
      else observed = row.observed;
      if (row.kind !== 'message.logged' && row.kind !== 'message.repeated') continue;
      models.lines = addMessageRows(lines, runId, models.lines, row);
    }
    this.#events.insert(values);
    this.#messages.insert(lines);
    this.#truths.insert(truths);
  }

  #updateModels(runId: number, rows: readonly BatchRow[], models: RunModels): void {
    const changes = noChanges();
    const read = (seq: number): EventRow =>
      assertPresent(this.#statements.selectEvent.get(runId, seq) as EventRow | undefined, 'a cause is not in the log');
    for (const row of rows) {
      if (!isModelled(row.kind)) continue;
      const event = eventOfRow(row);
      applyEvent(models, changes, event, read);
      if (event.kind === 'command.applied') this.#markApplied(runId, event as LoggedEvent<'command.applied'>);
    }
    this.#tables.save(runId, models, changes);
  }

  /** Commands of simulated responders have number 0: the run gives them again by itself. */
  #markApplied(runId: number, event: LoggedEvent<'command.applied'>): void {
    const { number } = event.data as EventDataOf<'command.applied'>;
    if (number === 0) return;
    const { changes } = this.#statements.updateCommandApplied.run(event.seq, event.at, runId, number);
    assert(changes === 1, 'a command is applied that was not accepted, or twice');
  }

  #insertSnapshot(runId: number, { seq, atNs, digest, state }: StoredSnapshot): void {
    this.#statements.insertSnapshot.run(runId, seq, atNs, digest, state);
    this.#statements.deleteOldSnapshots.run({ runId, kept: snapshotsKept });
  }
}
