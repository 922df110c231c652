import type { Database } from 'better-sqlite3';
import type { Command } from '../../../shared/model/commands.ts';
import type { Role } from '../../../shared/model/ids.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { type Prepared, prepareAll } from '../prepare-all.ts';
import { selectAppliedCommands, selectPendingCommands } from '../statements/commands.ts';
import {
  selectDrills,
  selectNewestRuns,
  selectNewestSnapshot,
  selectPosition,
  selectRun,
  selectUnfinishedRuns,
} from '../statements/runs.ts';
import type { ResumePoint, StoredSnapshot } from '../store-api.ts';
import { StoreRefused } from '../store-refused.ts';

const sql = {
  selectRun,
  selectNewestRuns,
  selectUnfinishedRuns,
  selectPosition,
  selectNewestSnapshot,
  selectAppliedCommands,
  selectPendingCommands,
  selectDrills,
} as const;

interface RunRow {
  readonly run: string;
  readonly drill: string;
  readonly scenario: string;
  readonly created_at: string;
  readonly state: RunSummary['state'];
  readonly reason: string | null;
  readonly pace: RunSummary['pace'];
  readonly at: number;
  readonly digest: string;
  readonly seq: number;
  readonly pages: number;
  readonly incidents: number;
  readonly open_incidents: number;
}

interface CommandRow {
  readonly number: number;
  readonly actor: string;
  readonly role: Role;
  readonly command: string;
  readonly applied_at: number;
}

/** Where a run is, in both countings. `id` is its key in the other tables. */
export interface RunPosition {
  readonly id: number;
  readonly seq: number;
  readonly observed: number;
  readonly at: number;
  readonly digest: string;
  readonly scenario: string;
}

function summaryOf(row: RunRow): RunSummary {
  const { drill, seed } = JSON.parse(row.scenario) as Scenario;
  return {
    run: row.run,
    drill: row.drill,
    title: drill.title,
    seed,
    state: row.state,
    reason: row.reason,
    startsAt: drill.startsAt,
    zone: drill.zone,
    people: drill.people,
    atNs: row.at,
    events: row.seq,
    pages: row.pages,
    incidents: row.incidents,
    openIncidents: row.open_incidents,
    digest: row.digest,
    pace: row.pace,
    createdAt: row.created_at,
  };
}

const commandOf = (run: string, { number, actor, role, command }: CommandRow) => ({
  run,
  number,
  actor,
  role,
  command: JSON.parse(command) as Command,
});

/** Reads runs: their summaries, positions and what is needed to go on with them. */
export class RunReader {
  readonly #statements: Prepared<keyof typeof sql>;

  constructor(database: Database) {
    this.#statements = prepareAll(database, sql);
  }

  list(limit: number): RunSummary[] {
    return (this.#statements.selectNewestRuns.all(limit) as RunRow[]).map(summaryOf);
  }

  read(run: string): RunSummary | null {
    const row = this.#statements.selectRun.get(run) as RunRow | undefined;
    return row === undefined ? null : summaryOf(row);
  }

  unfinished(): string[] {
    return this.#statements.selectUnfinishedRuns.pluck().all() as string[];
  }

  /** Throws `StoreRefused` for a run that is not there. */
  position(run: string): RunPosition {
    const position = this.#statements.selectPosition.get(run) as RunPosition | undefined;
    if (position === undefined) throw new StoreRefused('not-found', `There is no run ${run} in this station.`);
    return position;
  }

  resumePoint(run: string): ResumePoint {
    const { id, seq, at, digest, scenario } = this.position(run);
    const applied = this.#statements.selectAppliedCommands.all(id) as CommandRow[];
    const pending = this.#statements.selectPendingCommands.all(id) as CommandRow[];
    return {
      run,
      scenario: JSON.parse(scenario) as Scenario,
      snapshot: this.#newestSnapshot(id),
      seq,
      atNs: at,
      digest,
      applied: applied.map((row) => ({ ...commandOf(run, row), atNs: row.applied_at })),
      pending: pending.map((row) => commandOf(run, row)),
    };
  }

  drills(): { drill: string; yaml: string }[] {
    return this.#statements.selectDrills.all() as { drill: string; yaml: string }[];
  }

  #newestSnapshot(id: number): StoredSnapshot | null {
    const row = this.#statements.selectNewestSnapshot.get(id) as
      | { seq: number; at: number; digest: string; state: Uint8Array }
      | undefined;
    if (row === undefined) return null;
    return { seq: row.seq, atNs: row.at, digest: row.digest, state: new Uint8Array(row.state) };
  }
}
