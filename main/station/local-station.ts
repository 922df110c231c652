import type { PolicyProgress } from '../../shared/contract/policies.ts';
import type { SchedulerLook, TraceFormat, TraceStatus } from '../../shared/contract/scheduler.ts';
import type { ExportProgress } from '../../shared/contract/timeline.ts';
import type { WhatIfProgress } from '../../shared/contract/tunables.ts';
import type { Command } from '../../shared/model/commands.ts';
import type { ConsoleView } from '../../shared/model/console-view.ts';
import type { MemoryDetail, ProcessorDetail } from '../../shared/model/fleet-views.ts';
import type { Role } from '../../shared/model/ids.ts';
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
import type { LabClient } from '../workers/lab-client.ts';
import type { StoreClient } from '../workers/store-client.ts';
import { giveCommand } from './commands.ts';
import type { Drills } from './drills.ts';
import { exportTimeline } from './export-timeline.ts';
import type { Policies } from './policies.ts';
import { StationProblem } from './problem.ts';
import type { Runs } from './runs.ts';
import type { Schedulers } from './schedulers.ts';
import {
  become,
  describeSession,
  requireTrainer,
  type SessionSurroundings,
  type StationSession,
  sendTestPage,
} from './sessions.ts';
import type { Shell } from './shell.ts';
import type {
  ConsolePart,
  ExportRequest,
  HostOfRun,
  MessageSearch,
  ScenarioRun,
  StartRun,
  Station,
  WhatIfRequest,
} from './station.ts';
import type { StreamHub } from './stream-hub.ts';
import type { Tunables } from './tunables.ts';

export interface StationParts {
  readonly store: StoreClient;
  readonly lab: () => LabClient;
  readonly drills: Drills;
  readonly runs: Runs;
  readonly tunables: Tunables;
  readonly policies: Policies;
  readonly schedulers: Schedulers;
  readonly hub: StreamHub;
  readonly shell: Shell;
  readonly surroundings: SessionSurroundings;
  readonly close: () => Promise<void>;
}

/** The station of this process: every use case, put together of its parts. */
export class LocalStation implements Station {
  private readonly parts: StationParts;
  private closing: Promise<void> | null = null;

  constructor(parts: StationParts) {
    this.parts = parts;
  }

  newSession(shell: Shell = this.parts.shell): StationSession {
    return { person: this.parts.drills.firstPerson(), role: 'responder', shell };
  }

  describeSession(session: StationSession): Session {
    return describeSession(session, this.parts.hub.owners(), this.parts.surroundings);
  }

  async become(session: StationSession, person: string, role: Role): Promise<Session> {
    const people = await this.parts.drills.people();
    for (const run of await this.parts.runs.list('trainer')) for (const { id } of run.people) people.add(id);
    const changed = session.role !== role;
    become(session, person, role, people);
    if (changed) this.parts.hub.endOf(session);
    return this.describeSession(session);
  }

  sendTestPage(session: StationSession): boolean {
    return sendTestPage(session);
  }

  listDrills(session: StationSession): Promise<DrillSummary[]> {
    return this.parts.drills.list(session.role);
  }

  async readDrill(session: StationSession, drill: string): Promise<string> {
    requireTrainer(session, 'read a drill');
    return (await this.parts.drills.find(drill)).yaml;
  }

  importDrill(session: StationSession, name: string, text: string): Promise<DrillSummary> {
    return this.parts.drills.import(name, text, session.role);
  }

  listRuns(session: StationSession): Promise<RunSummary[]> {
    return this.parts.runs.list(session.role);
  }

  readRun(session: StationSession, run: string): Promise<RunSummary> {
    return this.parts.runs.read(run, session.role);
  }

  startRun(session: StationSession, start: StartRun): Promise<RunSummary> {
    return this.parts.runs.start(session, start);
  }

  startScenario(run: ScenarioRun): Promise<RunSummary> {
    return this.parts.runs.startScenario({ ...run, dropWhenPaged: false });
  }

  whenEnded(run: string): Promise<RunSummary> {
    return this.parts.runs.whenEnded(run);
  }

  paceRun(session: StationSession, run: string, pace: Pace, dropWhenPaged: boolean): Promise<RunSummary> {
    return this.parts.runs.pace(session, run, pace, dropWhenPaged);
  }

  endRun(session: StationSession, run: string): Promise<RunSummary> {
    return this.parts.runs.end(session, run);
  }

  async pager(session: StationSession, run: string): Promise<PagerView> {
    return await this.parts.store.pager(run, session.role);
  }

  async incident(session: StationSession, run: string, incident: string): Promise<IncidentView> {
    return found(await this.parts.store.incident(run, incident, session.role), incident);
  }

  async why(session: StationSession, run: string, incident: string): Promise<{ causes: Cause[]; truncated: boolean }> {
    return found(await this.parts.store.why(run, incident, session.role), incident);
  }

  async command(session: StationSession, run: string, command: Command): Promise<number> {
    const summary = await this.parts.runs.read(run, session.role);
    return await giveCommand({ session, run: summary, driver: this.parts.runs.driver(run), command });
  }

  async console(session: StationSession, part: ConsolePart): Promise<ConsoleView> {
    const view = await this.parts.store.console({ ...part, role: session.role });
    if (view !== null) return view;
    throw StationProblem.notFound(`There is no host ${part.host} in this run.`, part.host);
  }

  messages(session: StationSession, search: MessageSearch): Promise<MessagePage> {
    return this.parts.store.messages({ ...search, role: session.role });
  }

  decodeMessage(text: string): Promise<DecodedMessage> {
    return this.parts.lab().decodeMessage(text);
  }

  fleet(session: StationSession, run: string): Promise<FleetView> {
    return this.parts.store.fleet(run, session.role);
  }

  systemFile(session: StationSession, run: string, host: string): Promise<SystemFileView> {
    return this.parts.tunables.read(run, host, session.role);
  }

  systemFileText(run: string, host: string, version: number): Promise<string> {
    return this.parts.tunables.text(run, host, version);
  }

  whatIf(request: WhatIfRequest, signal: AbortSignal | undefined): Promise<AsyncGenerator<WhatIfProgress, void>> {
    return this.parts.tunables.whatIf(request, signal);
  }

  async processor(
    session: StationSession,
    { run, host, processor }: { run: string; host: string; processor: number },
  ): Promise<ProcessorDetail> {
    const detail = await this.parts.store.processor(run, host, processor, session.role);
    if (detail !== null) return detail;
    throw StationProblem.notFound(`There is no CPU${processor} of ${host} in this run.`, `${host}/${processor}`);
  }

  async memory(session: StationSession, { run, host }: { run: string; host: string }): Promise<MemoryDetail> {
    const detail = await this.parts.store.memory(run, host, session.role);
    if (detail !== null) return detail;
    throw StationProblem.notFound(`There is no host ${host} in this run.`, host);
  }

  comparePolicies(run: string, signal: AbortSignal | undefined): Promise<AsyncGenerator<PolicyProgress, void>> {
    return this.parts.policies.compare(run, signal);
  }

  lookAtScheduler({ run, host }: HostOfRun): Promise<SchedulerLook> {
    return this.parts.schedulers.look(run, host);
  }

  traceScheduler({ run, host }: HostOfRun, on: boolean): Promise<TraceStatus> {
    return this.parts.schedulers.trace(run, host, on);
  }

  exportSchedulerTrace(
    { shell }: StationSession,
    { run, host, format }: HostOfRun & { readonly format: TraceFormat },
    signal: AbortSignal | undefined,
  ): Promise<AsyncGenerator<ExportProgress, void>> {
    return this.parts.schedulers.exportTrace({ shell, run, host, format }, signal);
  }

  async exportTimeline(
    session: StationSession,
    request: ExportRequest,
    signal: AbortSignal | undefined,
  ): Promise<AsyncGenerator<ExportProgress, void>> {
    const { role, shell } = session;
    const run = await this.parts.runs.read(request.run, role);
    if (request.incident !== null) await this.incident(session, request.run, request.incident);
    const { incident, format } = request;
    return exportTimeline({ store: this.parts.store, shell, run, incident, role, format }, signal);
  }

  async openStream(
    session: StationSession,
    run: string,
    after: number,
    signal: AbortSignal | undefined,
  ): Promise<AsyncGenerator<Frame, void>> {
    const feed = await this.parts.runs.feed(run);
    return this.parts.hub.open({ run, role: session.role, owner: session, feed, after, signal });
  }

  acknowledge(session: StationSession, stream: string, frame: number): void {
    this.parts.hub.acknowledge(session, stream, frame);
  }

  get openStreams(): number {
    return this.parts.hub.size;
  }

  close(): Promise<void> {
    this.closing ??= this.parts.close();
    return this.closing;
  }
}

function found<Value>(value: Value | null, incident: string): Value {
  if (value !== null) return value;
  throw StationProblem.notFound(`There is no incident ${incident} in this run.`, incident);
}
