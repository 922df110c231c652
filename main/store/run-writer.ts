import type { Database } from 'better-sqlite3';
import { assert } from '../../shared/lib/assert.ts';
import type { NumberedCommand } from '../../shared/model/commands.ts';
import type { RunSummary } from '../../shared/model/views.ts';
import { type Prepared, prepareAll } from './prepare-all.ts';
import { countPendingCommands, insertCommand, selectLastCommandNumber } from './statements/commands.ts';
import {
  insertRun,
  insertRunCount,
  selectPosition,
  updatePace,
  updateReadOnly,
  upsertDrill,
} from './statements/runs.ts';
import type { NewRun, StoreApi } from './store-api.ts';
import { StoreRefused } from './store-refused.ts';

/** Commands that wait for a run at once: more can only be a mistake of whoever sends them. */
const pendingLimit = 1_000;

const sql = {
  insertRun,
  insertRunCount,
  selectPosition,
  updatePace,
  updateReadOnly,
  upsertDrill,
  insertCommand,
  selectLastCommandNumber,
  countPendingCommands,
} as const;

/** Writes what people decide: runs, commands, pace and drills. What must never be lost waits for the disk. */
export class RunWriter {
  readonly #database: Database;
  readonly #statements: Prepared<keyof typeof sql>;

  constructor(database: Database) {
    this.#database = database;
    this.#statements = prepareAll(database, sql);
  }

  createRun({ run, drill, scenario, createdAt }: NewRun): void {
    this.#durably(() => {
      if (this.#statements.selectPosition.get(run) !== undefined) {
        throw new StoreRefused('conflict', `There is a run ${run} already; choose another name.`);
      }
      const { lastInsertRowid } = this.#statements.insertRun.run(run, drill, JSON.stringify(scenario), createdAt);
      this.#statements.insertRunCount.run(lastInsertRowid);
    });
  }

  acceptCommand(input: Parameters<StoreApi['acceptCommand']>[0]): NumberedCommand {
    const { run, actor, role, command, createdAt } = input;
    return this.#durably(() => {
      const { id, state } = this.#position(run);
      if (state !== 'running') {
        throw new StoreRefused('conflict', `The run ${run} is over, so that nothing can be done in it any more.`);
      }
      if (Number(this.#statements.countPendingCommands.pluck().get(id)) >= pendingLimit) {
        throw new StoreRefused(
          'limit',
          `${pendingLimit} commands wait for the run ${run} already; let it go on first.`,
        );
      }
      const number = Number(this.#statements.selectLastCommandNumber.pluck().get(id)) + 1;
      this.#statements.insertCommand.run(id, number, actor, role, JSON.stringify(command), createdAt);
      return { run, number, actor, role, command };
    });
  }

  setPace(run: string, pace: RunSummary['pace']): void {
    const { changes } = this.#statements.updatePace.run(pace, run);
    assert(changes === 1, 'the pace of an unknown run is set');
  }

  setReadOnly(run: string, reason: string): void {
    const { changes } = this.#statements.updateReadOnly.run(reason, run);
    assert(changes === 1, 'an unknown run is made read-only');
  }

  saveDrill({ drill, yaml }: { drill: string; yaml: string }): void {
    this.#durably(() => this.#statements.upsertDrill.run(drill, yaml));
  }

  #position(run: string): { readonly id: number; readonly state: string } {
    const position = this.#statements.selectPosition.get(run) as { id: number; state: string } | undefined;
    if (position === undefined) throw new StoreRefused('not-found', `There is no run ${run} in this station.`);
    return position;
  }

  /** One transaction that is on the disk when this returns. The pragma does nothing inside a transaction. */
  #durably<Result>(work: () => Result): Result {
    assert(!this.#database.inTransaction, 'a durable write is inside another transaction');
    this.#database.pragma('synchronous = FULL');
    try {
      return this.#database.transaction(work).immediate();
    } finally {
      this.#database.pragma('synchronous = NORMAL');
    }
  }
}
