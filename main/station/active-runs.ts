import { randomBytes } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import type { LoggedEvent } from '../../shared/model/events.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { Pace, RunSummary } from '../../shared/model/views.ts';
import type { ResumePoint } from '../store/store-api.ts';
import { type SimulationCallbacks, SimulationClient } from '../workers/simulation-client.ts';
import type { StoreClient } from '../workers/store-client.ts';
import { StationProblem } from './problem.ts';
import { RunDriver } from './run-driver.ts';
import { RunFeed } from './run-feed.ts';
import { storedStatus } from './run-status.ts';

/** Runs that go on at once: each has a thread. */
const activeRunsLimit = 4;

interface ActiveRun {
  readonly driver: RunDriver;
  /** Resolves when the run has ended, can go on no more, or was stopped. */
  readonly over: Promise<void>;
  readonly finish: () => void;
}

export interface NewScenario {
  readonly drill: string;
  readonly scenario: Scenario;
  readonly pace: Pace;
  readonly dropWhenPaged: boolean;
}

/** The runs that go on, each with its simulation and its driver. */
export class ActiveRuns {
  private readonly store: StoreClient;
  private readonly onEvents: (run: string, events: readonly LoggedEvent[]) => void;
  private readonly spawn: (() => Worker) | undefined;
  private readonly runs = new Map<string, ActiveRun>();
  private starting = 0;
  private closed = false;

  /** `onEvents` is told what has become durable. */
  constructor(input: {
    store: StoreClient;
    onEvents: (run: string, events: readonly LoggedEvent[]) => void;
    spawn: (() => Worker) | undefined;
  }) {
    this.store = input.store;
    this.onEvents = input.onEvents;
    this.spawn = input.spawn;
  }

  find(run: string): RunDriver | null {
    return this.runs.get(run)?.driver ?? null;
  }

  /** Resolves when the run goes on no more, at once if it does not go on now. */
  async whenOver(run: string): Promise<void> {
    await this.runs.get(run)?.over;
  }

  /** Creates a run and starts it. Throws a `StationProblem` when too many go on. */
  async start({ drill, scenario, pace, dropWhenPaged }: NewScenario): Promise<RunSummary> {
    if (this.closed || this.runs.size + this.starting >= activeRunsLimit) {
      const problem = `${activeRunsLimit} drills are running already; end one before starting another.`;
      throw StationProblem.limitReached(problem, `${activeRunsLimit} running drills`);
    }
    this.starting += 1;
    try {
      const createdAt = new Date();
      const run = makeRunId(createdAt);
      await this.store.createRun({ run, drill, scenario, createdAt: createdAt.toISOString() });
      await this.store.setPace(run, pace);
      const summary = await this.read(run);
      const feed = new RunFeed(storedStatus(summary), { responder: 0, trainer: 0 });
      this.add(run, feed, 0).simulation.start(run, scenario, pace, dropWhenPaged);
      return summary;
    } finally {
      this.starting -= 1;
    }
  }

  /**
   * Goes on with a run from its last durable event at the pace it had. Where people answer the pages it slows down at a
   * page, whatever was asked for before: nobody may be looking yet.
   */
  async resume(run: string): Promise<void> {
    const summary = await this.read(run);
    const point = await this.resumePoint(run);
    if (point === null) return;
    const responder = await this.store.countEvents({ run, role: 'responder', incident: null });
    const feed = new RunFeed(storedStatus(summary), { responder, trainer: point.seq });
    const dropWhenPaged = point.scenario.responder.kind === 'people';
    this.add(run, feed, point.pending.length).simulation.resume(point, summary.pace, dropWhenPaged);
  }

  /** Stops every run where it is. */
  async stopAll(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.runs.values()].map(({ driver }) => driver.stop()));
    for (const { finish } of this.runs.values()) finish();
    this.runs.clear();
  }

  private add(run: string, feed: RunFeed, pendingCommands: number): RunDriver {
    let finish = () => {};
    const over = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const connect = (callbacks: SimulationCallbacks) =>
      this.spawn === undefined ? new SimulationClient(callbacks) : new SimulationClient(callbacks, this.spawn);
    const driver = new RunDriver({
      run,
      feed,
      store: this.store,
      connect,
      pendingCommands,
      onEvents: (events) => this.onEvents(run, events),
      onOver: () => {
        this.runs.delete(run);
        finish();
      },
    });
    this.runs.set(run, { driver, over, finish });
    return driver;
  }

  private async read(run: string): Promise<RunSummary> {
    const summary = await this.store.readRun(run);
    if (summary !== null) return summary;
    throw StationProblem.notFound(`There is no run ${run} in this station.`, run);
  }

  /** Where to go on, or null where the store cannot tell: then the run can only be read. */
  private async resumePoint(run: string): Promise<ResumePoint | null> {
    try {
      return await this.store.resumePoint(run);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await this.store.setReadOnly(run, `This run cannot go on: ${reason}`);
      return null;
    }
  }
}

/** Sorts by the time of creation; the random end tells runs of one second apart. */
function makeRunId(createdAt: Date): string {
  const stamp = createdAt.toISOString().replace(/[-:]/g, '').slice(0, 15).replace('T', '-');
  return `${stamp}-${randomBytes(3).toString('hex')}`;
}
