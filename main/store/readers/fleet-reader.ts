import type { Database } from 'better-sqlite3';
import type { MemoryDetail, MemoryModule, MemoryPage, ProcessorDetail } from '../../../shared/model/fleet-views.ts';
import type { Role } from '../../../shared/model/ids.ts';
import type { FleetView, HostView, MemorySummary, ProcessorView } from '../../../shared/model/views.ts';
import { type Prepared, prepareAll } from '../prepare-all.ts';
import type { HostModel, ProcessorModel } from '../read-models/fleet-model.ts';
import { emptyHostMemory, type HostMemoryModel } from '../read-models/memory-model.ts';
import type { ProcessorDetailModel } from '../read-models/processor-detail.ts';
import {
  countMemoryPages,
  selectHostMemories,
  selectMemoryModules,
  selectMemoryPages,
  selectProcessorDetail,
} from '../statements/hardware-details.ts';
import { selectHosts, selectProcessor, selectProcessors } from '../statements/read-models.ts';
import { asOf } from './incident-reader.ts';
import type { RunPosition } from './run-reader.ts';

/** Modules of a host that its map shows, and pages that its list does. */
const modulesOnMap = 64;
const pagesListed = 500;

interface ModelRow {
  readonly host: string;
  readonly model: string;
}

const sql = {
  selectHosts,
  selectProcessors,
  selectProcessor,
  selectProcessorDetail,
  selectHostMemories,
  selectMemoryModules,
  selectMemoryPages,
  countMemoryPages,
} as const;

/** A host's processors by board, both in the order of the lowest processor. */
function boardsOf(rows: readonly ModelRow[]): HostView['boards'] {
  const boards = new Map<string, ProcessorView[]>();
  for (const row of rows) {
    const { board, view } = JSON.parse(row.model) as ProcessorModel;
    const processors = boards.get(board) ?? [];
    processors.push(view);
    boards.set(board, processors);
  }
  return [...boards].map(([board, processors]) => ({ board, processors }));
}

const rowsByHost = (rows: readonly ModelRow[]): Map<string, readonly ModelRow[]> =>
  Map.groupBy(rows, ({ host }) => host);

const latestFirst = (one: MemoryModule, other: MemoryModule): number => other.lastErrorAtNs - one.lastErrorAtNs;

function summaryOf(memory: HostMemoryModel, modules: readonly MemoryModule[]): MemorySummary {
  const { counters, limit, corrected, uncorrectable } = memory;
  return {
    ...{ corrected, uncorrectable, limit },
    retired: counters.pages_retired,
    waiting: counters.pages_pending,
    refused: counters.pages_limit_exceeded,
    modules: modules.slice(0, modulesOnMap).map(({ module, overflows, retired, lastErrorAtNs, ...each }) => {
      const errors = each.intermittent + each.persistent + each.sticky + each.uncorrectable;
      return { module, errors, overflows, uncorrectable: each.uncorrectable, retired, lastErrorAtNs };
    }),
  };
}

/** Reads hosts, boards, processors and memory. */
export class FleetReader {
  readonly #statements: Prepared<keyof typeof sql>;

  constructor(database: Database) {
    this.#statements = prepareAll(database, sql);
  }

  fleet(position: RunPosition, role: Role): FleetView {
    const { selectProcessors, selectHosts } = this.#statements;
    const processors = rowsByHost(selectProcessors.all(position.id) as ModelRow[]);
    const memories = this.#memories(position);
    const modules = this.#modules(position);
    const hosts = (selectHosts.all(position.id) as ModelRow[]).map(({ host, model }) => ({
      ...(JSON.parse(model) as HostModel),
      memory: summaryOf(memories.get(host) ?? emptyHostMemory, modules.get(host) ?? []),
      boards: boardsOf(processors.get(host) ?? []),
    }));
    return { ...asOf(position, role), hosts };
  }

  /** Null where the run has no such processor. */
  processor(position: RunPosition, host: string, processor: number, role: Role): ProcessorDetail | null {
    const { selectProcessor, selectProcessorDetail } = this.#statements;
    const row = selectProcessor.get(position.id, host, processor) as { model: string } | undefined;
    const detailRow = selectProcessorDetail.get(position.id, host, processor) as { model: string } | undefined;
    const hostModel = this.#host(position, host);
    if (row === undefined || detailRow === undefined || hostModel === null) return null;
    const { board, view } = JSON.parse(row.model) as ProcessorModel;
    const { errors, ...detail } = JSON.parse(detailRow.model) as ProcessorDetailModel;
    const { cacheMegabytes } = hostModel;
    const listed = errors.map(({ seq: _, ...error }) => error);
    return { ...asOf(position, role), host, board, cacheMegabytes, processor: view, ...detail, errors: listed };
  }

  /** Null where the run has no such host. */
  memory(position: RunPosition, host: string, role: Role): MemoryDetail | null {
    const hostModel = this.#host(position, host);
    if (hostModel === null) return null;
    const { counters, limit, leaksSinceNs } = this.#memories(position).get(host) ?? emptyHostMemory;
    const { selectMemoryPages, countMemoryPages } = this.#statements;
    const pages = selectMemoryPages.all(position.id, host, pagesListed) as { model: string }[];
    return {
      ...asOf(position, role),
      ...{ host, pages: hostModel.memoryPages, limit, counters, leaksSinceNs },
      modules: this.#modules(position).get(host) ?? [],
      pageList: pages.map(({ model }) => JSON.parse(model) as MemoryPage),
      pageTotal: Number(countMemoryPages.pluck().get(position.id, host)),
    };
  }

  #host({ id }: RunPosition, name: string): HostModel | null {
    const row = (this.#statements.selectHosts.all(id) as ModelRow[]).find(({ host }) => host === name);
    return row === undefined ? null : (JSON.parse(row.model) as HostModel);
  }

  #memories({ id }: RunPosition): Map<string, HostMemoryModel> {
    const rows = this.#statements.selectHostMemories.all(id) as ModelRow[];
    return new Map(rows.map(({ host, model }) => [host, JSON.parse(model) as HostMemoryModel]));
  }

  /** By host, those with the latest errors first. */
  #modules({ id }: RunPosition): Map<string, MemoryModule[]> {
    const rows = rowsByHost(this.#statements.selectMemoryModules.all(id) as ModelRow[]);
    const parsed = [...rows].map(
      ([host, models]) =>
        [host, models.map(({ model }) => JSON.parse(model) as MemoryModule).sort(latestFirst)] as const,
    );
    return new Map(parsed);
  }
}
