import type { Database, Statement } from 'better-sqlite3';
import { assertPresent } from '../../../shared/lib/assert.ts';
import { parseDuration } from '../../../shared/lib/duration.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import { type Prepared, prepareAll } from '../prepare-all.ts';
import { selectProcessorDetails, upsertProcessorDetail } from '../statements/hardware-details.ts';
import * as sql from '../statements/read-models.ts';
import { selectCounts, updateCounts } from '../statements/runs.ts';
import type { HostModel, ProcessorModel } from './fleet-model.ts';
import type { IncidentModel } from './incident-model.ts';
import { MemoryTables } from './memory-tables.ts';
import type { ProcessorDetailModel } from './processor-detail.ts';
import { type ModelChanges, processorKey, type RunModels } from './run-models.ts';

interface ModelRow {
  readonly host: string;
  readonly incident: string;
  readonly model: string;
}

interface DetailRow extends ModelRow {
  readonly processor: number;
}

const detailSql = { selectProcessorDetails, upsertProcessorDetail } as const;

/** Reads a run's models from their tables and writes what a batch changed. */
export class ModelTables {
  readonly #statements: Prepared<keyof typeof sql>;
  readonly #selectCounts: Statement;
  readonly #updateCounts: Statement;
  readonly #details: Prepared<keyof typeof detailSql>;
  readonly #memory: MemoryTables;

  constructor(database: Database) {
    this.#statements = prepareAll(database, sql);
    this.#selectCounts = database.prepare(selectCounts);
    this.#updateCounts = database.prepare(updateCounts);
    this.#details = prepareAll(database, detailSql);
    this.#memory = new MemoryTables(database);
  }

  load(runId: number, scenario: Scenario): RunModels {
    const counts = this.#selectCounts.get(runId) as { lines: number; pages: number };
    const models: RunModels = {
      rules: {
        escalateAfterNs: assertPresent(parseDuration(scenario.drill.escalateAfter), 'escalateAfter is no duration'),
      },
      incidents: new Map(),
      processors: new Map(),
      details: new Map(),
      hosts: new Map(),
      memory: this.#memory.load(runId),
      drillHosts: new Map(scenario.drill.hosts.map((host) => [host.name, host])),
      ...counts,
    };
    for (const row of this.#statements.selectIncidents.all(runId) as ModelRow[]) {
      models.incidents.set(row.incident, JSON.parse(row.model) as IncidentModel);
    }
    for (const row of this.#statements.selectProcessors.all(runId) as ModelRow[]) {
      const model = JSON.parse(row.model) as ProcessorModel;
      models.processors.set(processorKey(row.host, model.view.processor), { host: row.host, model });
    }
    for (const row of this.#details.selectProcessorDetails.all(runId) as DetailRow[]) {
      models.details.set(processorKey(row.host, row.processor), JSON.parse(row.model) as ProcessorDetailModel);
    }
    for (const { host, model } of this.#statements.selectHosts.all(runId) as ModelRow[]) {
      models.hosts.set(host, JSON.parse(model) as HostModel);
    }
    return models;
  }

  save(runId: number, models: RunModels, changes: ModelChanges): void {
    const { upsertIncident, upsertProcessor, upsertHost, upsertOnCall, insertIncidentEntry } = this.#statements;
    for (const incident of changes.incidents) {
      const model = assertPresent(models.incidents.get(incident), 'a changed incident is missing');
      const isOpen = model.summary.state === 'resolved' ? 0 : 1;
      upsertIncident.run(runId, incident, model.openedSeq, isOpen, JSON.stringify(model));
    }
    for (const { incident, seq } of changes.entries) insertIncidentEntry.run(runId, incident, seq);
    for (const key of changes.processors) {
      const { host, model } = assertPresent(models.processors.get(key), 'a changed processor is missing');
      upsertProcessor.run(runId, host, model.view.processor, JSON.stringify(model));
      const detail = JSON.stringify(models.details.get(key));
      this.#details.upsertProcessorDetail.run(runId, host, model.view.processor, detail);
    }
    for (const [host, { seq, model }] of changes.hosts) upsertHost.run(runId, host, seq, JSON.stringify(model));
    for (const { host, seq } of changes.consoles) this.#statements.insertConsoleEntry.run(runId, host, seq);
    for (const { host, seq, atNs, kind, person, lines } of changes.systemFiles) {
      this.#statements.insertSystemFileEvent.run(runId, host, seq, atNs, kind, person, lines);
    }
    this.#memory.save(runId, models.memory, changes.memory);
    if (changes.onCall !== null) upsertOnCall.run(runId, JSON.stringify(changes.onCall));
    this.#updateCounts.run(models.lines, models.pages, runId);
  }
}
