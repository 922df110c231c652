import type { Command } from '../../shared/model/commands.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import type { Role } from '../../shared/model/ids.ts';
import type { Pace, RunStatus } from '../../shared/model/views.ts';
import type { EventBatch } from '../store/store-api.ts';
import type { SimulationCallbacks, SimulationClient } from '../workers/simulation-client.ts';
import type { StoreClient } from '../workers/store-client.ts';
import { passingProblem } from './guarded-store.ts';
import { StationProblem } from './problem.ts';
import type { RunFeed } from './run-feed.ts';

/** Commands of one run that are accepted and not applied yet, at most: people cannot type faster. */
export const waitingCommandsLimit = 200;
/** Time between two attempts to write to a full disk. */
export const storeRetryMs = 1_000;
/** While nothing happens the clock becomes durable this often, so that a crash does not turn it back far. */
const clockIntervalMs = 1_000;

/** What a driver needs of a simulation's client. */
export type RunSimulation = Pick<SimulationClient, 'start' | 'resume' | 'pace' | 'command' | 'view' | 'tap' | 'stop'>;

export interface RunDriverInput {
  readonly run: string;
  /** Shows the run at its durable position. */
  readonly feed: RunFeed;
  readonly store: StoreClient;
  /** Makes the simulation's client, which calls back as told. */
  readonly connect: (callbacks: SimulationCallbacks) => RunSimulation;
  /** Accepted commands that the simulation will apply by itself on resuming. */
  readonly pendingCommands: number;
  /** Events have become durable. */
  readonly onEvents: (events: readonly LoggedEvent[]) => void;
  /** The run has ended, or can go on no more: called once. */
  readonly onOver: () => void;
}

/**
 * One active run: takes batches from its simulation to the store, and once they are durable to the feed. Nothing is shown
 * that a crash could take back.
 */
export class RunDriver {
  readonly run: string;
  readonly feed: RunFeed;
  readonly simulation: RunSimulation;
  private readonly input: RunDriverInput;
  /** What arrived is worked off in order, one after the other. */
  private work: Promise<void> = Promise.resolve();
  private waitingBatches = 0;
  private waitingCommands: number;
  private stopping = false;
  /** Set once a batch was given up while stopping: those after it must not become durable either. */
  private halted = false;
  /** Paces that were asked for and that the simulation has not confirmed yet, oldest first. */
  private readonly askedPaces: Pace[] = [];
  private storedPace: Pace;
  private over = false;
  private durableMs = Number.NEGATIVE_INFINITY;
  private durableAtNs: number;
  private wakeRetry: () => void = () => {};

  constructor(input: RunDriverInput) {
    this.input = input;
    this.run = input.run;
    this.feed = input.feed;
    this.waitingCommands = input.pendingCommands;
    this.storedPace = input.feed.fullStatus.pace;
    this.durableAtNs = input.feed.fullStatus.atNs;
    this.simulation = input.connect({
      onBatch: (batch, status, acknowledge) => this.receive(batch, status, acknowledge),
      onStatus: (status) => this.receiveStatus(status),
      onEnded: () => this.enqueue(async () => this.finish()),
      onDiverged: (problem) => this.enqueue(() => this.freeze(problem)),
      onFailed: (problem) => this.enqueue(() => this.freeze(`The simulation broke down: ${problem}.`)),
    });
  }

  /** Sets the pace, durably. */
  async pace(pace: Pace, dropWhenPaged: boolean): Promise<void> {
    this.requireActive();
    this.askedPaces.push(pace);
    try {
      await this.input.store.setPace(this.run, pace);
    } catch (error) {
      this.askedPaces.splice(this.askedPaces.lastIndexOf(pace), 1);
      throw error;
    }
    this.storedPace = pace;
    this.simulation.pace(pace, dropWhenPaged);
    this.show([], { pace });
  }

  /** Persists a command, hands it to the simulation and answers with its number. */
  async command(actor: string, role: Role, command: Command): Promise<number> {
    this.requireActive();
    if (this.waitingCommands >= waitingCommandsLimit) {
      const problem = 'The run has not taken the commands before this one yet; wait a moment and give it again.';
      throw StationProblem.limitReached(problem, `${waitingCommandsLimit} waiting commands`);
    }
    this.waitingCommands += 1;
    try {
      const createdAt = new Date().toISOString();
      const accepted = await this.input.store.acceptCommand({ run: this.run, actor, role, command, createdAt });
      this.simulation.command(accepted);
      return accepted.number;
    } catch (error) {
      this.waitingCommands -= 1;
      throw error;
    }
  }

  /** Ends the run where it is, for this reason. */
  async end(reason: string): Promise<void> {
    this.requireActive();
    await this.halt();
    const { atNs, digest } = this.feed.fullStatus;
    try {
      await this.input.store.append({ run: this.run, events: [], atNs, digest, ended: reason, snapshot: null });
      this.show([], { state: 'ended', speed: 0, problem: null });
    } finally {
      this.finish();
    }
  }

  /** Stops the simulation where it is. What it sent becomes durable if it can; the run goes on from there later. */
  async stop(): Promise<void> {
    await this.halt();
    if (!this.over && !this.halted) await this.keepClock();
  }

  private async halt(): Promise<void> {
    this.stopping = true;
    this.wakeRetry();
    await this.simulation.stop();
    await this.work;
  }

  private receive(batch: EventBatch, status: RunStatus, acknowledge: () => void): void {
    this.waitingBatches += 1;
    const pace = this.paceOf(status);
    this.enqueue(async () => {
      const durable = !this.halted && (await this.append(batch));
      this.waitingBatches -= 1;
      this.halted = !durable;
      if (!durable) return;
      await this.keepPace(pace);
      acknowledge();
      this.countApplied(batch.events);
      this.show(batch.events, { ...status, pace });
      this.input.onEvents(batch.events);
    });
  }

  /** A status is as of the batches before it: shown at once when these are durable, and otherwise overtaken by them. */
  private receiveStatus(status: RunStatus): void {
    const pace = this.paceOf(status);
    if (this.waitingBatches > 0 || this.over || this.stopping) return;
    this.show([], { ...status, pace });
    if (performance.now() - this.durableMs >= clockIntervalMs) this.enqueue(() => this.keepClock());
  }

  /** Makes the instant that is shown durable; at the next status if the store cannot now. */
  private async keepClock(): Promise<void> {
    const { atNs, digest } = this.feed.fullStatus;
    this.durableMs = performance.now();
    if (atNs === this.durableAtNs || this.waitingBatches > 0) return;
    try {
      await this.input.store.append({ run: this.run, events: [], atNs, digest, ended: null, snapshot: null });
      this.durableAtNs = atNs;
    } catch (error) {
      if (passingProblem(error) === null) throw error;
    }
  }

  /** The simulation's pace, which a page may have lowered; the one asked for last while it has not heard of that yet. */
  private paceOf(status: RunStatus): Pace {
    if (this.askedPaces[0] === status.pace) this.askedPaces.shift();
    return this.askedPaces.at(-1) ?? status.pace;
  }

  /** Appends, again and again while the store refuses for a reason that may pass. False where the driver was stopped. */
  private async append(batch: EventBatch): Promise<boolean> {
    for (;;) {
      try {
        await this.input.store.append(batch);
        this.durableMs = performance.now();
        this.durableAtNs = batch.atNs;
        return true;
      } catch (error) {
        const problem = passingProblem(error);
        if (problem === null) throw error;
        if (this.stopping) return false;
        this.show([], { problem, speed: 0 });
        await this.pauseBeforeRetry();
      }
    }
  }

  private pauseBeforeRetry(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, storeRetryMs);
      this.wakeRetry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Makes the pace durable, so that the run resumes at it; with the next batch if the store cannot now. */
  private async keepPace(pace: Pace): Promise<void> {
    if (pace === this.storedPace) return;
    try {
      await this.input.store.setPace(this.run, pace);
      this.storedPace = pace;
    } catch (error) {
      if (passingProblem(error) === null) throw error;
    }
  }

  private countApplied(events: readonly LoggedEvent[]): void {
    const applied = events.filter(({ kind }) => kind === 'command.applied').length;
    this.waitingCommands = Math.max(0, this.waitingCommands - applied);
  }

  private enqueue(step: () => Promise<void>): void {
    this.work = this.work.then(step).catch((error: unknown) => this.freeze(sentenceOf(error)));
  }

  /** Makes the run read-only: neither it nor its log can go on. */
  private async freeze(problem: string): Promise<void> {
    if (this.over) return;
    void this.simulation.stop();
    await this.input.store.setReadOnly(this.run, problem).catch(() => {});
    this.show([], { state: 'read-only', speed: 0, problem });
    this.finish();
  }

  private finish(): void {
    if (this.over) return;
    this.over = true;
    void this.simulation.stop();
    this.input.onOver();
  }

  private show(events: readonly LoggedEvent[], changes: Partial<RunStatus>): void {
    this.feed.publish(events, { ...this.feed.fullStatus, ...changes });
  }

  private requireActive(): void {
    if (!this.over && !this.stopping) return;
    throw StationProblem.conflict(`The run ${this.run} is over: it can be read, not changed.`, 'ended');
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
