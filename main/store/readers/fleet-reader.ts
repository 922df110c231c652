import type { Database } from 'better-sqlite3';
import type { Role } from '../../../shared/model/ids.ts';
import type { FleetView, HostView, ProcessorView } from '../../../shared/model/views.ts';
import { type Prepared, prepareAll } from '../prepare-all.ts';
import type { HostModel, ProcessorModel } from '../read-models/fleet-model.ts';
import { selectHosts, selectProcessors } from '../statements/read-models.ts';
import { asOf } from './incident-reader.ts';
import type { RunPosition } from './run-reader.ts';

interface ModelRow {
  readonly host: string;
  readonly model: string;
}

const sql = { selectHosts, selectProcessors } as const;

/** A host's processors by board, both in the order of the lowest processor. */
function boardsOf(host: string, rows: readonly ModelRow[]): HostView['boards'] {
  const boards = new Map<string, ProcessorView[]>();
  for (const row of rows) {
    if (row.host !== host) continue;
    const { board, view } = JSON.parse(row.model) as ProcessorModel;
    const processors = boards.get(board) ?? [];
    processors.push(view);
    boards.set(board, processors);
  }
  return [...boards].map(([board, processors]) => ({ board, processors }));
}

/** Reads hosts, boards and processors. */
export class FleetReader {
  readonly #statements: Prepared<keyof typeof sql>;

  constructor(database: Database) {
    this.#statements = prepareAll(database, sql);
  }

  fleet(position: RunPosition, role: Role): FleetView {
    const processors = this.#statements.selectProcessors.all(position.id) as ModelRow[];
    const hosts = (this.#statements.selectHosts.all(position.id) as ModelRow[]).map(({ host, model }) => ({
      ...(JSON.parse(model) as HostModel),
      boards: boardsOf(host, processors),
    }));
    return { ...asOf(position, role), hosts };
  }
}
