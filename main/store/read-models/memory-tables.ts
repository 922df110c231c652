import type { Database } from 'better-sqlite3';
import { assertPresent } from '../../../shared/lib/assert.ts';
import type { MemoryModule } from '../../../shared/model/fleet-views.ts';
import { type Prepared, prepareAll } from '../prepare-all.ts';
import {
  deleteMemoryPages,
  selectHostMemories,
  selectMemoryModules,
  upsertHostMemory,
  upsertMemoryModule,
  upsertMemoryPage,
} from '../statements/hardware-details.ts';
import type { HostMemoryModel, MemoryChanges, MemoryModels } from './memory-model.ts';

interface ModelRow {
  readonly host: string;
  readonly model: string;
}

const sql = {
  deleteMemoryPages,
  selectHostMemories,
  selectMemoryModules,
  upsertHostMemory,
  upsertMemoryModule,
  upsertMemoryPage,
} as const;

/** Reads what is known of the memory of a run's hosts and writes what a batch changed. */
export class MemoryTables {
  readonly #statements: Prepared<keyof typeof sql>;

  constructor(database: Database) {
    this.#statements = prepareAll(database, sql);
  }

  load(runId: number): MemoryModels {
    const models: MemoryModels = new Map();
    for (const { host, model } of this.#statements.selectHostMemories.all(runId) as ModelRow[]) {
      models.set(host, { modules: new Map(), model: JSON.parse(model) as HostMemoryModel });
    }
    for (const { host, model } of this.#statements.selectMemoryModules.all(runId) as ModelRow[]) {
      const module = JSON.parse(model) as MemoryModule;
      assertPresent(models.get(host), 'a module is of a host').modules.set(module.module, module);
    }
    return models;
  }

  save(runId: number, models: MemoryModels, changes: MemoryChanges): void {
    const statements = this.#statements;
    for (const host of changes.booted) statements.deleteMemoryPages.run(runId, host);
    for (const host of changes.hosts) {
      const { model } = assertPresent(models.get(host), 'a changed host has memory');
      statements.upsertHostMemory.run(runId, host, JSON.stringify(model));
    }
    for (const [host, modules] of changes.modules) {
      for (const name of modules) {
        const module = models.get(host)?.modules.get(name);
        statements.upsertMemoryModule.run(runId, host, name, JSON.stringify(module));
      }
    }
    for (const { host, page, seq, waits } of changes.pages.values()) {
      statements.upsertMemoryPage.run(runId, host, page.address, seq, waits ? 1 : 0, JSON.stringify(page));
    }
  }
}
