import type { AppliedCommand, Command, NumberedCommand } from '../../shared/model/commands.ts';
import type { ConsoleView } from '../../shared/model/console-view.ts';
import type { AudienceEvent, EventKind, LoggedEvent } from '../../shared/model/events.ts';
import type { MemoryDetail, ProcessorDetail } from '../../shared/model/fleet-views.ts';
import type { Role } from '../../shared/model/ids.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { SystemFileView } from '../../shared/model/system-file-views.ts';
import type { Cause, FleetView, IncidentView, MessagePage, PagerView, RunSummary } from '../../shared/model/views.ts';

/** What a run looked like at one event: enough to go on from. `state` is V8-serialized `SimulationState`. */
export interface StoredSnapshot {
  readonly seq: number;
  readonly atNs: number;
  readonly digest: string;
  readonly state: Uint8Array;
}

/** Events in log order with the run's position after the last of them. */
export interface EventBatch {
  readonly run: string;
  readonly events: readonly LoggedEvent[];
  readonly atNs: number;
  readonly digest: string;
  readonly ended: string | null;
  readonly snapshot: StoredSnapshot | null;
}

/** What is needed to go on with a run after a crash. */
export interface ResumePoint {
  readonly run: string;
  readonly scenario: Scenario;
  readonly snapshot: StoredSnapshot | null;
  /** Durable position: last event, its instant, the digest after it. */
  readonly seq: number;
  readonly atNs: number;
  readonly digest: string;
  /** Commands whose event is durable, with the instant of application, oldest first. */
  readonly applied: readonly AppliedCommand[];
  /** Accepted commands that had not been applied, oldest first. */
  readonly pending: readonly NumberedCommand[];
}

export interface NewRun {
  readonly run: string;
  readonly drill: string;
  readonly scenario: Scenario;
  /** Wall time, ISO 8601. */
  readonly createdAt: string;
}

export interface MessageQuery {
  readonly run: string;
  readonly role: Role;
  readonly search: string;
  readonly host: string | null;
  readonly before: number | null;
  readonly limit: number;
}

export interface ConsoleQuery {
  readonly run: string;
  readonly role: Role;
  readonly host: string;
  readonly before: number | null;
  readonly limit: number;
}

/** A stretch of a run's events, of which only some kinds are wanted. */
export interface EventsOfKinds {
  readonly run: string;
  readonly role: Role;
  readonly kinds: readonly EventKind[];
  readonly after: number;
  readonly upTo: number;
}

/** The station's database. Synchronous where it lives, in the store worker; a promise per call from elsewhere. */
export interface StoreApi {
  /** Notices about what happened on opening, such as a damaged database set aside. */
  notices(): string[];
  createRun(run: NewRun): RunSummary;
  /** Commits with `synchronous = FULL` and gives the command its number: once this returns it is never lost. */
  acceptCommand(input: {
    run: string;
    actor: string;
    role: Role;
    command: Command;
    createdAt: string;
  }): NumberedCommand;
  /** Appends a batch and updates the read models in one transaction. Appending what is there already is an error. */
  append(batch: EventBatch): void;
  setPace(run: string, pace: RunSummary['pace']): void;
  setReadOnly(run: string, reason: string): void;
  listRuns(limit: number): RunSummary[];
  readRun(run: string): RunSummary | null;
  /** Runs that were running when the program stopped. */
  unfinishedRuns(): string[];
  resumePoint(run: string): ResumePoint;
  pager(run: string, role: Role): PagerView;
  incident(run: string, incident: string, role: Role): IncidentView | null;
  why(run: string, incident: string, role: Role): { causes: Cause[]; truncated: boolean } | null;
  fleet(run: string, role: Role): FleetView;
  /** A host's `/etc/system` with its versions; null for a host that the run has not. */
  systemFile(run: string, host: string, role: Role): SystemFileView | null;
  /** The text of one version; null where there is none of that number. */
  systemFileText(run: string, host: string, version: number): string | null;
  /** Null for a processor or host that the run has not. */
  processor(run: string, host: string, processor: number, role: Role): ProcessorDetail | null;
  memory(run: string, host: string, role: Role): MemoryDetail | null;
  messages(query: MessageQuery): MessagePage;
  /** Null for a host that the run does not have. */
  console(query: ConsoleQuery): ConsoleView | null;
  /** Events after `after` in the audience's counting, at most `limit`; with `incident` only those of its timeline. */
  events(input: { run: string; role: Role; incident: string | null; after: number; limit: number }): AudienceEvent[];
  /** The events of these kinds after `after` up to and including `upTo`, in the audience's counting. */
  eventsOfKinds(input: EventsOfKinds): AudienceEvent[];
  countEvents(input: { run: string; role: Role; incident: string | null }): number;
  saveDrill(input: { drill: string; yaml: string }): void;
  readDrills(): { drill: string; yaml: string }[];
  close(): void;
}
