import type { PolicyProgress } from '../../shared/contract/policies.ts';
import type { SchedulerLook, TraceFormat, TraceStatus } from '../../shared/contract/scheduler.ts';
import type { ExportFormat, ExportProgress } from '../../shared/contract/timeline.ts';
import type { WhatIfProgress } from '../../shared/contract/tunables.ts';
import type { Command } from '../../shared/model/commands.ts';
import type { ConsoleView } from '../../shared/model/console-view.ts';
import type { MemoryDetail, ProcessorDetail } from '../../shared/model/fleet-views.ts';
import type { Role } from '../../shared/model/ids.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { SystemFileView } from '../../shared/model/system-file-views.ts';
import type {
  Cause,
  DecodedMessage,
  DrillSummary,
  FleetView,
  Frame,
  IncidentView,
  MessagePage,
  Pace,
  PagerView,
  RunSummary,
  Session,
} from '../../shared/model/views.ts';
import type { StationSession } from './sessions.ts';
import type { Shell } from './shell.ts';

export interface StartRun {
  readonly drill: string;
  readonly seed: number | null;
  readonly pace: Pace;
  readonly dropWhenPaged: boolean;
}

/** A run of any scenario; `drill` is the name that it goes under. It never slows down at a page. */
export interface ScenarioRun {
  readonly drill: string;
  readonly scenario: Scenario;
  readonly pace: Pace;
}

export interface MessageSearch {
  readonly run: string;
  readonly search: string;
  readonly host: string | null;
  readonly before: number | null;
  readonly limit: number;
}

export interface ConsolePart {
  readonly run: string;
  readonly host: string;
  readonly before: number | null;
  readonly limit: number;
}

export interface ExportRequest {
  readonly run: string;
  readonly incident: string | null;
  readonly format: ExportFormat;
}

/** A text to try as `/etc/system` of a host of a run that is over. */
export interface WhatIfRequest {
  readonly run: string;
  readonly host: string;
  readonly text: string;
}

export interface HostOfRun {
  readonly run: string;
  readonly host: string;
}

/**
 * One folder's drills and runs, opened. Every method answers for a session, in its role; what a person can put right is
 * thrown as a `StationProblem`.
 */
export interface Station {
  /** A new session in a shell, the station's own when left out: a responder, the first person of a drill. */
  newSession(shell?: Shell): StationSession;
  describeSession(session: StationSession): Session;
  become(session: StationSession, person: string, role: Role): Promise<Session>;
  sendTestPage(session: StationSession): boolean;

  listDrills(session: StationSession): Promise<DrillSummary[]>;
  readDrill(session: StationSession, drill: string): Promise<string>;
  importDrill(session: StationSession, name: string, text: string): Promise<DrillSummary>;

  listRuns(session: StationSession): Promise<RunSummary[]>;
  readRun(session: StationSession, run: string): Promise<RunSummary>;
  startRun(session: StationSession, start: StartRun): Promise<RunSummary>;
  /** Starts a run of a drill that is not in the library, for the command line: with its own responder and ending. */
  startScenario(run: ScenarioRun): Promise<RunSummary>;
  /** Resolves once the run has ended and all of it is durable; the command line waits for it. Rejects if the run fails. */
  whenEnded(run: string): Promise<RunSummary>;
  paceRun(session: StationSession, run: string, pace: Pace, dropWhenPaged: boolean): Promise<RunSummary>;
  endRun(session: StationSession, run: string): Promise<RunSummary>;

  pager(session: StationSession, run: string): Promise<PagerView>;
  incident(session: StationSession, run: string, incident: string): Promise<IncidentView>;
  why(session: StationSession, run: string, incident: string): Promise<{ causes: Cause[]; truncated: boolean }>;
  /** Answers with the command's number once it is durable. */
  command(session: StationSession, run: string, command: Command): Promise<number>;

  console(session: StationSession, part: ConsolePart): Promise<ConsoleView>;
  messages(session: StationSession, search: MessageSearch): Promise<MessagePage>;
  decodeMessage(text: string): Promise<DecodedMessage>;
  fleet(session: StationSession, run: string): Promise<FleetView>;
  processor(session: StationSession, of: { run: string; host: string; processor: number }): Promise<ProcessorDetail>;
  memory(session: StationSession, of: { run: string; host: string }): Promise<MemoryDetail>;

  systemFile(session: StationSession, run: string, host: string): Promise<SystemFileView>;
  systemFileText(run: string, host: string, version: number): Promise<string>;
  whatIf(request: WhatIfRequest, signal: AbortSignal | undefined): Promise<AsyncGenerator<WhatIfProgress, void>>;
  comparePolicies(run: string, signal: AbortSignal | undefined): Promise<AsyncGenerator<PolicyProgress, void>>;

  lookAtScheduler(of: HostOfRun): Promise<SchedulerLook>;
  traceScheduler(of: HostOfRun, on: boolean): Promise<TraceStatus>;
  exportSchedulerTrace(
    session: StationSession,
    request: HostOfRun & { readonly format: TraceFormat },
    signal: AbortSignal | undefined,
  ): Promise<AsyncGenerator<ExportProgress, void>>;

  exportTimeline(
    session: StationSession,
    request: ExportRequest,
    signal: AbortSignal | undefined,
  ): Promise<AsyncGenerator<ExportProgress, void>>;

  openStream(
    session: StationSession,
    run: string,
    after: number,
    signal: AbortSignal | undefined,
  ): Promise<AsyncGenerator<Frame, void>>;
  acknowledge(session: StationSession, stream: string, frame: number): void;
  /** Streams open now. */
  readonly openStreams: number;

  /** Stops every run where it is (it resumes on the next opening) and closes the database. */
  close(): Promise<void>;
}
