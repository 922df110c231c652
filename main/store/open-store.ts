import type { Database } from 'better-sqlite3';
import { assert, assertPresent } from '../../shared/lib/assert.ts';
import { EventWriter } from './event-writer.ts';
import { explainError } from './explain-error.ts';
import { openDatabase } from './open-database.ts';
import { type PackedBatch, packBatch } from './packed-batch.ts';
import { ConsoleReader } from './readers/console-reader.ts';
import { EventReader } from './readers/event-reader.ts';
import { FleetReader } from './readers/fleet-reader.ts';
import { IncidentReader } from './readers/incident-reader.ts';
import { MessageReader } from './readers/message-reader.ts';
import { RunReader } from './readers/run-reader.ts';
import { SystemFileReader } from './readers/system-file-reader.ts';
import { RunWriter } from './run-writer.ts';
import { noteSlowCalls } from './slow-calls.ts';
import type { StoreApi } from './store-api.ts';

/** Events that one call answers at most. */
const eventsLimit = 10_000;

/** The store where it lives. */
export interface Store extends StoreApi {
  /** `append` of a batch that another thread has packed. */
  appendPacked(batch: PackedBatch): void;
}

function closeDatabase(database: Database): void {
  if (!database.open) return;
  database.pragma('optimize');
  database.close();
}

function readersOf(database: Database): Omit<Store, 'notices' | keyof ReturnType<typeof writersOf> | 'close'> {
  const runs = new RunReader(database);
  const events = new EventReader(database);
  const incidents = new IncidentReader(database, events);
  const fleet = new FleetReader(database);
  const messages = new MessageReader(database);
  const consoles = new ConsoleReader(database, events);
  const systemFiles = new SystemFileReader(database, events);
  return {
    listRuns: (limit) => runs.list(limit),
    readRun: (run) => runs.read(run),
    unfinishedRuns: () => runs.unfinished(),
    resumePoint: (run) => runs.resumePoint(run),
    pager: (run, role) => incidents.pager(runs.position(run), role),
    incident: (run, incident, role) => incidents.incident(runs.position(run), incident, role),
    why: (run, incident, role) => incidents.why(runs.position(run), incident, role),
    fleet: (run, role) => fleet.fleet(runs.position(run), role),
    processor: (run, host, processor, role) => fleet.processor(runs.position(run), host, processor, role),
    memory: (run, host, role) => fleet.memory(runs.position(run), host, role),
    systemFile: (run, host, role) => systemFiles.read(runs.position(run), host, role),
    systemFileText: (run, host, version) => systemFiles.text(runs.position(run), host, version),
    console: (query) => consoles.console(runs.position(query.run), query),
    messages: (query) => messages.page(runs.position(query.run), query),
    events: ({ run, role, incident, after, limit }) => {
      const { id } = runs.position(run);
      const atMost = Math.min(limit, eventsLimit);
      if (incident === null) return events.after(id, role, after, atMost);
      return events.timelineAfter(id, incident, role, after, atMost);
    },
    eventsOfKinds: (query) => {
      assert(query.upTo - query.after <= eventsLimit, 'a stretch of events is not too long');
      return events.ofKinds(runs.position(query.run).id, query);
    },
    countEvents: ({ run, role, incident }) => events.count(runs.position(run), role, incident),
    readDrills: () => runs.drills(),
  };
}

function writersOf(database: Database) {
  const writer = new RunWriter(database);
  const reader = new RunReader(database);
  const events = new EventWriter(database);
  return {
    createRun: (run) => {
      writer.createRun(run);
      return assertPresent(reader.read(run.run), 'a created run is missing');
    },
    acceptCommand: (input) => writer.acceptCommand(input),
    append: (batch) => events.append(packBatch(batch)),
    appendPacked: (batch) => events.append(batch),
    setPace: (run, pace) => writer.setPace(run, pace),
    setReadOnly: (run, reason) => writer.setReadOnly(run, reason),
    saveDrill: (drill) => writer.saveDrill(drill),
  } satisfies Partial<Store>;
}

/**
 * Opens the database of a station folder, made where it is missing. `now` is the wall clock, for the name of a damaged
 * file. This and every method throw `StoreRefused` where the disk, the file or another program stands in the way.
 */
export function openStore({ folder, now }: { folder: string; now: () => Date }): Store {
  const { database, notices } = openDatabase(folder, now);
  const store: Store = {
    notices: () => [...notices],
    ...writersOf(database),
    ...readersOf(database),
    close: () => closeDatabase(database),
  };
  return noteSlowCalls(store, (error) => explainError(error, folder));
}
