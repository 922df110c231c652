import { deserialize } from 'node:v8';
import { assert, assertPresent } from '../../shared/lib/assert.ts';
import { replay } from '../simulation/replay.ts';
import type { SimulationState } from '../simulation/simulation.ts';
import { type DriveHost, SimulationDrive } from './simulation-drive.ts';
import type { SimulationRequest } from './simulation-protocol.ts';

/** What the runner needs of the thread that it lives in. */
export interface RunnerHost extends DriveHost {
  /** Calls `turn` after `delayMs`, 0 being as soon as messages have been looked at. Answers how to cancel. */
  later(delayMs: number, turn: () => void): () => void;
}

/**
 * The one run of a worker: starts or resumes it, gives it turns when something is due, and sleeps in between. What goes
 * wrong is reported and stops it.
 */
export class SimulationRunner {
  readonly #host: RunnerHost;
  #drive: SimulationDrive | null = null;
  #stopped = false;
  #cancelTurn: () => void = () => {};

  constructor(host: RunnerHost) {
    this.#host = host;
  }

  /** Does what a request says. What goes wrong is reported, and ends the run. */
  handle(request: SimulationRequest): void {
    this.#guard(() => {
      if (this.#stopped) return;
      if (request.type === 'start' || request.type === 'resume') this.#begin(request);
      else assertPresent(this.#drive, 'a run is started first').handle(request);
      this.#turnIn(0);
    });
  }

  #begin(request: Extract<SimulationRequest, { type: 'start' | 'resume' }>): void {
    assert(this.#drive === null, 'a worker drives one run');
    if (request.type === 'start') {
      const simulation = this.#host.factory.createSimulation(request.scenario);
      this.#drive = new SimulationDrive(this.#host, request.run, simulation, request, 0);
      return;
    }
    const { point } = request;
    const snapshot = point.snapshot === null ? null : (deserialize(point.snapshot.state) as SimulationState);
    const { scenario, seq, atNs, digest } = point;
    const result = replay(this.#host.factory, { scenario, snapshot, commands: point.applied, seq, atNs, digest });
    if (result.simulation === null) {
      this.#stopped = true;
      this.#host.report({ type: 'diverged', problem: result.problem });
      return;
    }
    this.#drive = new SimulationDrive(this.#host, point.run, result.simulation, request, seq);
    for (const command of point.pending) this.#drive.handle({ type: 'command', command });
  }

  #turnIn(delayMs: number): void {
    this.#cancelTurn();
    if (this.#stopped || delayMs === Number.POSITIVE_INFINITY) return;
    this.#cancelTurn = this.#host.later(delayMs, () => this.#guard(() => this.#turn()));
  }

  #turn(): void {
    const drive = assertPresent(this.#drive, 'a run is started first');
    const delayMs = drive.turn();
    if (drive.over) this.#stopped = true;
    this.#turnIn(delayMs);
  }

  #guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#stopped = true;
      this.#cancelTurn();
      const problem = error instanceof Error ? error.message : String(error);
      const stack = error instanceof Error ? (error.stack ?? '') : '';
      this.#host.report({ type: 'failed', problem, stack });
    }
  }
}
