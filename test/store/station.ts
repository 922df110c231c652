import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../main/store/open-store.ts';
import type { EventBatch, StoreApi } from '../../main/store/store-api.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import { sampleScenario } from './log-builder.ts';

export const testNow = (): Date => new Date('2026-11-21T22:00:00.000Z');

/** An empty station folder that is taken away by `removeStations`. */
const folders: string[] = [];
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redline-store-'));
  folders.push(folder);
  return folder;
}

export function removeStations(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** An open store in a folder of its own, with the run `run-1` of the sample scenario. */
export function newStore(folder = newFolder()): StoreApi {
  const store = openStore({ folder, now: testNow });
  store.createRun({ run: 'run-1', drill: 'quiet', scenario: sampleScenario, createdAt: '2026-11-21T22:00:00.000Z' });
  return store;
}

export function batchOf(events: readonly LoggedEvent[], more: Partial<EventBatch> = {}): EventBatch {
  const last = events.at(-1);
  const digest = String(last?.seq ?? 0).padStart(16, '0');
  return { run: 'run-1', events, atNs: last?.at ?? 0, digest, ended: null, snapshot: null, ...more };
}
