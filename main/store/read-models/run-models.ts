import { assert, assertPresent } from '../../../shared/lib/assert.ts';
import { consoleKinds } from '../../../shared/lib/on-console.ts';
import type { DrillHost } from '../../../shared/model/drill.ts';
import { type EventDataOf, type EventKind, type LoggedEvent, truthKinds } from '../../../shared/model/events.ts';
import type { OnCall } from '../../../shared/model/views.ts';
import { type ReadEventRow, walkCauses } from './cause-walk.ts';
import {
  bootedHost,
  configuredProcessor,
  foldHost,
  foldProcessor,
  type HostModel,
  isAboutHost,
  isAboutProcessor,
  type ProcessorModel,
} from './fleet-model.ts';
import { foldIncident, type IncidentModel, openIncident, type PagingRules } from './incident-model.ts';
import { applyToMemory, type MemoryChanges, type MemoryModels, noMemoryChanges } from './memory-model.ts';
import { configuredDetail, foldDetail, type ProcessorDetailModel } from './processor-detail.ts';
import { type SystemFileEntry, systemFileEntryOf } from './system-file-model.ts';

/** Entries that an incident's timeline takes from the chains of its alerts. */
const chainLimit = 2_000;

/** A run's read models in memory: what the tables hold, kept by the one writer so that a batch need not read them. */
export interface RunModels {
  readonly rules: PagingRules;
  readonly incidents: Map<string, IncidentModel>;
  readonly processors: Map<string, { readonly host: string; readonly model: ProcessorModel }>;
  /** By the same keys as `processors`. */
  readonly details: Map<string, ProcessorDetailModel>;
  readonly hosts: Map<string, HostModel>;
  readonly memory: MemoryModels;
  /** The hosts as the drill has them: what is built into them. */
  readonly drillHosts: ReadonlyMap<string, DrillHost>;
  lines: number;
  pages: number;
}

/** What a batch changes in the tables besides the log. */
export interface ModelChanges {
  readonly incidents: Set<string>;
  readonly processors: Set<string>;
  readonly hosts: Map<string, { readonly seq: number; readonly model: HostModel }>;
  readonly entries: { readonly incident: string; readonly seq: number }[];
  onCall: OnCall | null;
  readonly systemFiles: SystemFileEntry[];
  /** What happened at consoles, besides messages. */
  readonly consoles: { readonly host: string; readonly seq: number }[];
  readonly memory: MemoryChanges;
}

export const noChanges = (): ModelChanges => ({
  incidents: new Set(),
  processors: new Set(),
  hosts: new Map(),
  entries: [],
  onCall: null,
  systemFiles: [],
  consoles: [],
  memory: noMemoryChanges(),
});

export const processorKey = (host: string, processor: number): string => `${host} ${processor}`;

const isAlert = (kind: string): boolean => kind === 'alert.raised' || kind === 'alert.cleared';

/** The open incident about a part that a further alert belongs to. */
function incidentOfAlert(models: RunModels, { subject }: LoggedEvent): string | null {
  for (const [incident, { summary, about }] of models.incidents) {
    if (summary.state !== 'resolved' && about === subject) return incident;
  }
  return null;
}

/** What the alert that an incident was opened for is about, null where no alert was its cause. */
function subjectOfOpening(event: LoggedEvent, read: ReadEventRow): string | null {
  for (const cause of event.causes) {
    const row = read(cause);
    if (row.kind === 'alert.raised') return row.subject;
  }
  return null;
}

function addChain(incident: string, alertSeq: number, changes: ModelChanges, read: ReadEventRow): void {
  const { walked } = walkCauses(alertSeq, chainLimit, read, () => true);
  for (const { row } of walked) changes.entries.push({ incident, seq: row.seq });
}

/** Puts an event into an incident's timeline, with the whole chain behind the alerts that it stems from. */
function addEntries(incident: string, event: LoggedEvent, changes: ModelChanges, read: ReadEventRow): void {
  changes.entries.push({ incident, seq: event.seq });
  for (const cause of event.causes) {
    if (isAlert(read(cause).kind)) addChain(incident, cause, changes, read);
  }
}

function foldIntoIncident(models: RunModels, changes: ModelChanges, incident: string, event: LoggedEvent): void {
  const model = models.incidents.get(incident);
  if (model === undefined) return;
  models.incidents.set(incident, foldIncident(model, event, models.rules));
  changes.incidents.add(incident);
}

function applyToIncidents(models: RunModels, changes: ModelChanges, event: LoggedEvent, read: ReadEventRow): void {
  if (event.kind === 'alert.raised') {
    const incident = incidentOfAlert(models, event);
    if (incident === null) return;
    foldIntoIncident(models, changes, incident, event);
    addChain(incident, event.seq, changes, read);
    return;
  }
  const data = event.data as { readonly incident?: unknown };
  if (typeof data.incident !== 'string' || data.incident === '') return;
  if (event.kind === 'incident.opened') {
    const opened = openIncident(event as LoggedEvent<'incident.opened'>, subjectOfOpening(event, read));
    assert(!models.incidents.has(data.incident), 'an incident is opened twice');
    models.incidents.set(data.incident, opened);
    changes.incidents.add(data.incident);
  } else {
    foldIntoIncident(models, changes, data.incident, event);
  }
  addEntries(data.incident, event, changes, read);
}

/** What a person types on a host's console is an action about every incident there that is not resolved. */
function applyToTimelines(models: RunModels, changes: ModelChanges, event: LoggedEvent): void {
  if (event.kind !== 'console.ran') return;
  const { host, person } = event.data as EventDataOf<'console.ran'>;
  if (person === '') return;
  for (const [incident, { summary }] of models.incidents) {
    if (summary.host === host && summary.state !== 'resolved') changes.entries.push({ incident, seq: event.seq });
  }
}

function bootHost(models: RunModels, changes: ModelChanges, event: LoggedEvent<'host.booted'>): void {
  const { host } = event.data;
  const model = bootedHost(event, models.drillHosts.get(host), models.hosts.get(host));
  models.hosts.set(host, model);
  changes.hosts.set(host, { seq: event.seq, model });
}

function changeHost(models: RunModels, changes: ModelChanges, event: LoggedEvent): void {
  const { host } = event.data as EventDataOf<'host.went-down'>;
  const before = models.hosts.get(host);
  if (before === undefined) return;
  const model = foldHost(before, event);
  models.hosts.set(host, model);
  changes.hosts.set(host, { seq: event.seq, model });
}

function applyToFleet(models: RunModels, changes: ModelChanges, event: LoggedEvent): void {
  if (event.kind === 'host.booted') {
    bootHost(models, changes, event as LoggedEvent<'host.booted'>);
    return;
  }
  if (isAboutHost(event.kind)) {
    changeHost(models, changes, event);
    return;
  }
  if (event.kind !== 'processor.configured' && !isAboutProcessor(event.kind)) return;
  const { host, processor } = event.data as EventDataOf<'inject.bind-thread'>;
  const key = processorKey(host, processor);
  changes.processors.add(key);
  if (event.kind === 'processor.configured') {
    const model = configuredProcessor(event as LoggedEvent<'processor.configured'>);
    models.processors.set(key, { host, model });
    models.details.set(key, configuredDetail(event.at, models.details.get(key)));
    return;
  }
  const before = assertPresent(models.processors.get(key), 'an event is about an unknown processor');
  models.processors.set(key, { host, model: foldProcessor(before.model, event) });
  const detail = models.details.get(key) ?? configuredDetail(before.model.view.sinceNs, undefined);
  models.details.set(key, foldDetail(detail, event));
}

function onCallOf({ person, name, next, nextName, untilNs, why }: EventDataOf<'oncall.began'>): OnCall {
  return { person, name, next, nextName, untilNs, why };
}

/** Whether the models can learn anything from a kind: not from a line of a log, and never from the truth. */
export const isModelled = (kind: EventKind): boolean =>
  kind !== 'message.logged' && kind !== 'message.repeated' && !truthKinds.has(kind);

/** Takes one event into the run's models and notes what the tables must learn of it. The event is in the log already. */
export function applyEvent(models: RunModels, changes: ModelChanges, event: LoggedEvent, read: ReadEventRow): void {
  if (event.kind === 'page.sent') models.pages += 1;
  if (event.kind === 'oncall.began') changes.onCall = onCallOf(event.data as EventDataOf<'oncall.began'>);
  if (consoleKinds.includes(event.kind)) changes.consoles.push({ host: event.subject, seq: event.seq });
  const systemFile = systemFileEntryOf(event, read);
  if (systemFile !== null) changes.systemFiles.push(systemFile);
  applyToFleet(models, changes, event);
  applyToMemory(models.memory, changes.memory, event, read);
  applyToIncidents(models, changes, event, read);
  applyToTimelines(models, changes, event);
}
