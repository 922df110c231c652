import { Worker } from 'node:worker_threads';
import { assertNever } from '../../shared/lib/assert.ts';
import type { NumberedCommand } from '../../shared/model/commands.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { Pace, RunStatus } from '../../shared/model/views.ts';
import type { PlainState } from '../simulation/engine/room.ts';
import type { TapAction } from '../simulation/simulation.ts';
import type { EventBatch, ResumePoint } from '../store/store-api.ts';
import type { SimulationReport, SimulationRequest } from './simulation-protocol.ts';
import { workerUrl } from './worker-url.ts';

const mostOpenViews = 1_000;

/** What a simulation tells, in this order: batches and status, then one of ended, diverged or failed. */
export interface SimulationCallbacks {
  /** Events to make durable. The simulation waits once four batches have not been acknowledged, oldest first. */
  onBatch(batch: EventBatch, status: RunStatus, acknowledge: () => void): void;
  onStatus(status: RunStatus): void;
  /** The run is over and every batch of it has been acknowledged. */
  onEnded(reason: string): void;
  /** The run cannot be resumed: this program does not repeat what its log says. A sentence for a person. */
  onDiverged(problem: string): void;
  /** The simulation broke down. What has been acknowledged is safe. */
  onFailed(problem: string): void;
}

interface OpenView {
  readonly resolve: (state: PlainState) => void;
  readonly reject: (error: Error) => void;
}

function spawnSimulation(): Worker {
  return new Worker(workerUrl('simulation'));
}

/** A run in a worker thread of its own. Nothing is called back after `stop`. */
export class SimulationClient {
  readonly #worker: Worker;
  readonly #callbacks: SimulationCallbacks;
  readonly #views = new Map<number, OpenView>();
  #lastView = 0;
  #over = false;

  constructor(callbacks: SimulationCallbacks, spawn: () => Worker = spawnSimulation) {
    this.#callbacks = callbacks;
    this.#worker = spawn();
    this.#worker.on('message', (report: SimulationReport) => this.#receive(report));
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error.message : String(error)));
    this.#worker.on('messageerror', (error) => this.#fail(error.message));
    this.#worker.on('exit', (code) => this.#fail(`the simulation's thread stopped with code ${code}`));
  }

  /** Starts a new run. Called once, or `resume` instead. */
  start(run: string, scenario: Scenario, pace: Pace, dropWhenPaged = false): void {
    this.#send({ type: 'start', run, scenario, pace, dropWhenPaged });
  }

  /** Goes on with a run from its last durable event, applying first what had been accepted by then. */
  resume(point: ResumePoint, pace: Pace, dropWhenPaged = false): void {
    this.#send({ type: 'resume', point, pace, dropWhenPaged });
  }

  /** Changes the pace; with `dropWhenPaged` it becomes 1 at the instant of the next page, which the status tells. */
  pace(pace: Pace, dropWhenPaged = false): void {
    this.#send({ type: 'pace', pace, dropWhenPaged });
  }

  /** Applies an accepted command at the next instant; without effect once the run has ended. */
  command(command: NumberedCommand): void {
    this.#send({ type: 'command', command });
  }

  /** What a room offers to look at. Rejects for an unknown view, and when the simulation is over. */
  view(name: string, subject: string): Promise<PlainState> {
    return this.#ask((request) => ({ type: 'view', request, name, subject }));
  }

  /** Starts, stops or reads a recording that a room offers. Rejects as `view` does. */
  tap(name: string, subject: string, action: TapAction): Promise<PlainState> {
    return this.#ask((request) => ({ type: 'tap', request, name, subject, action }));
  }

  /** Stops the thread where it is: what has been acknowledged is durable, the rest is repeated on resuming. */
  async stop(): Promise<void> {
    this.#finish();
    await this.#worker.terminate();
  }

  #ask(ask: (request: number) => SimulationRequest): Promise<PlainState> {
    if (this.#over) return Promise.reject(new Error('the simulation is over'));
    if (this.#views.size >= mostOpenViews) return Promise.reject(new Error('too many views are being read at once'));
    const request = ++this.#lastView;
    this.#send(ask(request));
    return new Promise((resolve, reject) => this.#views.set(request, { resolve, reject }));
  }

  #send(request: SimulationRequest): void {
    if (!this.#over) this.#worker.postMessage(request);
  }

  #receive(report: SimulationReport): void {
    if (this.#over) return;
    if (report.type === 'batch') this.#receiveBatch(report);
    else if (report.type === 'status') this.#callbacks.onStatus(report.status);
    else if (report.type === 'view') this.#closeView(report.request)?.resolve(report.state);
    else if (report.type === 'view-refused') this.#closeView(report.request)?.reject(new Error(report.problem));
    else if (report.type === 'ended') this.#callbacks.onEnded(report.reason);
    else if (report.type === 'diverged') this.#callbacks.onDiverged(report.problem);
    else if (report.type === 'failed') this.#fail(report.problem);
    else assertNever(report);
  }

  #receiveBatch({ number, batch, status }: Extract<SimulationReport, { type: 'batch' }>): void {
    let acknowledged = false;
    this.#callbacks.onBatch(batch, status, () => {
      if (acknowledged) return;
      acknowledged = true;
      this.#send({ type: 'acknowledge', batch: number });
    });
  }

  #closeView(request: number): OpenView | undefined {
    const view = this.#views.get(request);
    this.#views.delete(request);
    return view;
  }

  #fail(problem: string): void {
    if (this.#over) return;
    this.#finish();
    void this.#worker.terminate();
    this.#callbacks.onFailed(problem);
  }

  #finish(): void {
    this.#over = true;
    for (const { reject } of this.#views.values()) reject(new Error('the simulation is over'));
    this.#views.clear();
  }
}
