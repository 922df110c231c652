import { serialize } from 'node:v8';
import { AssertionError, assert, assertPresent } from '../../shared/lib/assert.ts';
import { minuteNs, secondNs } from '../../shared/lib/time.ts';
import type { NumberedCommand } from '../../shared/model/commands.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import type { RunStatus } from '../../shared/model/views.ts';
import type { SimulationFactory } from '../simulation/replay.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { EventBatch, StoredSnapshot } from '../store/store-api.ts';
import { Pacer } from './pacer.ts';
import {
  batchEvents,
  batchWindow,
  type Pacing,
  type SimulationReport,
  type SimulationRequest,
} from './simulation-protocol.ts';

const sliceMs = 8;
const statusEveryMs = 100;
const snapshotEveryEvents = 5_000;
const snapshotEveryNs = 5 * minuteNs;
/** However fast simulated time passes, snapshots that only time calls for come no more often than this. */
const snapshotEveryMs = 1_000;
/** A step of simulated time grows and shrinks so that it takes a fraction of a slice. */
const shortestStepNs = 1_000;
const longestStepNs = 600 * secondNs;
const quickStepMs = 1;
const slowStepMs = 4;
const mostWaitingCommands = 10_000;

type DriveRequest = Exclude<SimulationRequest, { type: 'start' | 'resume' }>;

export interface DriveHost {
  readonly factory: SimulationFactory;
  /** Wall time in milliseconds from anywhere, never going back. */
  clockMs(): number;
  report(report: SimulationReport): void;
}

/**
 * Drives one run turn by turn: lets time pass as the pace says, applies commands, and hands out batches while there is
 * room in the window.
 */
export class SimulationDrive {
  readonly #host: DriveHost;
  readonly #run: string;
  readonly #simulation: Simulation;
  readonly #pacer: Pacer;
  #dropWhenPaged: boolean;
  readonly #commands: NumberedCommand[] = [];
  /** Batches that wait for their acknowledgement, oldest first. */
  readonly #unacknowledged: { readonly number: number; readonly sentMs: number }[] = [];
  #batches = 0;
  #taken: number;
  #takenAtNs: number;
  #stepNs = secondNs;
  #snapshot: { readonly seq: number; readonly atNs: number; readonly ms: number };
  #statusMs = Number.NEGATIVE_INFINITY;
  #storeLagMs = 0;
  #endReason: string | null = null;
  #over = false;

  /** `taken`: the number of events that the log has already. */
  constructor(host: DriveHost, run: string, simulation: Simulation, pacing: Pacing, taken: number) {
    this.#host = host;
    this.#run = run;
    this.#simulation = simulation;
    this.#pacer = new Pacer(() => host.clockMs(), pacing.pace, simulation.nowNs);
    this.#dropWhenPaged = pacing.dropWhenPaged;
    this.#taken = taken;
    this.#takenAtNs = simulation.nowNs;
    this.#snapshot = { seq: taken, atNs: simulation.nowNs, ms: host.clockMs() };
  }

  /** Set once the end of the run has been acknowledged and reported. */
  get over(): boolean {
    return this.#over;
  }

  handle(request: DriveRequest): void {
    if (request.type === 'pace') this.#changePace(request);
    else if (request.type === 'command') this.#keepCommand(request.command);
    else if (request.type === 'acknowledge') this.#acknowledge(request.batch);
    else this.#answer(request);
  }

  /** Does what is due, at most a slice long. Answers after how many milliseconds the next turn should come. */
  turn(): number {
    this.#pacer.limitLag(this.#simulation.nowNs);
    this.#sendBatches();
    this.#advance();
    this.#applyCommands();
    this.#sendBatches();
    this.#pacer.reached(this.#simulation.nowNs);
    if (this.#host.clockMs() - this.#statusMs >= statusEveryMs) this.#reportStatus();
    if (this.#endReason !== null && this.#unacknowledged.length === 0) {
      this.#over = true;
      this.#host.report({ type: 'ended', reason: this.#endReason });
    }
    return this.#delayMs();
  }

  get #waiting(): number {
    return this.#simulation.events - this.#taken;
  }

  /** Whether the next page makes the run slow down. */
  get #drops(): boolean {
    return this.#dropWhenPaged && (this.#pacer.pace === null || this.#pacer.pace > 1);
  }

  get #windowFull(): boolean {
    return this.#unacknowledged.length >= batchWindow;
  }

  #advance(): void {
    const simulation = this.#simulation;
    const sliceEndMs = this.#host.clockMs() + sliceMs;
    while (!simulation.ended && !this.#windowFull && this.#waiting < batchEvents) {
      const targetNs = this.#pacer.targetNs();
      const nextAtNs = simulation.nextAtNs();
      if (nextAtNs > targetNs && this.#pacer.pace === null) return;
      const untilNs = Math.min(targetNs, Math.max(nextAtNs, simulation.nowNs + this.#stepNs));
      if (!this.#step(untilNs)) this.#sendBatches();
      if (simulation.nowNs >= targetNs || this.#host.clockMs() >= sliceEndMs) return;
    }
  }

  /** Advances and adapts the length of the next step. Answers whether it got there. */
  #step(untilNs: number): boolean {
    const startMs = this.#host.clockMs();
    const arrived = this.#simulation.advance(Math.max(untilNs, this.#simulation.nowNs), batchEvents, this.#drops);
    const tookMs = this.#host.clockMs() - startMs;
    if (tookMs > slowStepMs) this.#stepNs = Math.max(shortestStepNs, Math.floor(this.#stepNs / 2));
    else if (tookMs < quickStepMs) this.#stepNs = Math.min(longestStepNs, 2 * this.#stepNs);
    return arrived;
  }

  #keepCommand(command: NumberedCommand): void {
    assert(this.#commands.length < mostWaitingCommands, 'commands are applied as they come');
    this.#commands.push(command);
  }

  /** A command that comes after the end has no effect: the run has no instant left to apply it at. */
  #applyCommands(): void {
    const simulation = this.#simulation;
    for (const command of this.#commands.splice(0)) {
      // What is due now comes first, and the end may be among it.
      simulation.advance(simulation.nowNs, Number.POSITIVE_INFINITY);
      if (simulation.ended) return;
      simulation.apply({ ...command, atNs: simulation.nowNs });
    }
  }

  #sendBatches(): void {
    while (this.#waiting > 0 && !this.#windowFull) {
      const number = ++this.#batches;
      const batch = this.#takeBatch();
      this.#unacknowledged.push({ number, sentMs: this.#host.clockMs() });
      this.#host.report({ type: 'batch', number, batch, status: this.#status() });
      this.#statusMs = this.#host.clockMs();
    }
  }

  #takeBatch(): EventBatch {
    const simulation = this.#simulation;
    const events = simulation.take(batchEvents);
    const last = assertPresent(events.at(-1), 'events wait');
    this.#taken += events.length;
    if (this.#drops && events.some(({ kind }) => kind === 'page.sent')) this.#pacer.setPace(1, simulation.nowNs);
    assert(last.seq === this.#taken, 'no event is skipped');
    this.#takenAtNs = this.#waiting === 0 ? simulation.nowNs : last.at;
    if (last.kind === 'run.ended') this.#endReason = (last as LoggedEvent<'run.ended'>).data.reason;
    return {
      run: this.#run,
      events,
      atNs: this.#takenAtNs,
      digest: simulation.takenDigest(),
      ended: this.#endReason,
      snapshot: this.#snapshotIfDue(),
    };
  }

  /** Only where nothing waits: what is in a snapshot must be in the log by then. */
  #snapshotIfDue(): StoredSnapshot | null {
    const { events, nowNs, ended } = this.#simulation;
    if (this.#waiting > 0 || ended) return null;
    const nowMs = this.#host.clockMs();
    const manyEvents = events - this.#snapshot.seq >= snapshotEveryEvents;
    const longAgo = nowNs - this.#snapshot.atNs >= snapshotEveryNs && nowMs - this.#snapshot.ms >= snapshotEveryMs;
    if (!manyEvents && !longAgo) return null;
    const state = this.#simulation.save();
    this.#snapshot = { seq: events, atNs: nowNs, ms: nowMs };
    return { seq: events, atNs: nowNs, digest: state.digest, state: new Uint8Array(serialize(state)) };
  }

  #acknowledge(number: number): void {
    const oldest = assertPresent(this.#unacknowledged.shift(), 'a batch waits for its acknowledgement');
    assert(oldest.number === number, 'batches are acknowledged in order');
    this.#storeLagMs = this.#host.clockMs() - oldest.sentMs;
  }

  #changePace({ pace, dropWhenPaged }: Pacing): void {
    this.#dropWhenPaged = dropWhenPaged;
    this.#pacer.setPace(pace, this.#simulation.nowNs);
    this.#reportStatus();
  }

  #answer(asked: Extract<DriveRequest, { type: 'view' | 'tap' }>): void {
    const { request, name, subject } = asked;
    const simulation = this.#simulation;
    try {
      const state =
        asked.type === 'view' ? simulation.view(name, subject) : simulation.tap(name, subject, asked.action);
      this.#host.report({ type: 'view', request, state });
    } catch (error) {
      if (!(error instanceof AssertionError)) throw error;
      this.#host.report({ type: 'view-refused', request, problem: error.message });
    }
  }

  #reportStatus(): void {
    this.#statusMs = this.#host.clockMs();
    this.#host.report({ type: 'status', status: this.#status() });
  }

  #status(): RunStatus {
    const oldest = this.#unacknowledged[0];
    const waitedMs = oldest === undefined ? 0 : this.#host.clockMs() - oldest.sentMs;
    return {
      atNs: this.#waiting === 0 ? this.#simulation.nowNs : this.#takenAtNs,
      pace: this.#pacer.pace,
      speed: this.#endReason === null ? this.#pacer.speed() : 0,
      events: this.#taken,
      digest: this.#simulation.takenDigest(),
      state: this.#endReason === null ? 'running' : 'ended',
      problem: null,
      storeLagMs: Math.round(Math.max(waitedMs, this.#storeLagMs)),
    };
  }

  #delayMs(): number {
    const { ended } = this.#simulation;
    if (this.#pacer.pace === 0 || (ended && this.#waiting === 0)) return Number.POSITIVE_INFINITY;
    const statusDelayMs = Math.max(0, this.#statusMs + statusEveryMs - this.#host.clockMs());
    if (ended || this.#windowFull) return statusDelayMs;
    const nextAtNs = this.#waiting > 0 ? this.#simulation.nowNs : this.#simulation.nextAtNs();
    return Math.min(statusDelayMs, this.#pacer.waitMs(nextAtNs));
  }
}
