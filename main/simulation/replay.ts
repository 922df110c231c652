import { AssertionError, assert } from '../../shared/lib/assert.ts';
import type { AppliedCommand } from '../../shared/model/commands.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { Simulation, SimulationState } from './simulation.ts';

/** How a world is made: `world.ts` in the program. */
export interface SimulationFactory {
  createSimulation(scenario: Scenario): Simulation;
  restoreSimulation(scenario: Scenario, state: SimulationState): Simulation;
}

/** A run's durable position and what leads there. `commands` are all that were applied, oldest first. */
export interface ReplayInput {
  readonly scenario: Scenario;
  /** Where to start; null is the beginning. */
  readonly snapshot: SimulationState | null;
  readonly commands: readonly AppliedCommand[];
  /** The last durable event, the position after it, and the digest over the log up to it. */
  readonly seq: number;
  readonly atNs: number;
  readonly digest: string;
}

/** The run at its durable position, or a sentence that says why it cannot be had. */
export type ReplayResult =
  | { readonly simulation: Simulation; readonly problem: null }
  | { readonly simulation: null; readonly problem: string };

const eventsAtOnce = 500;

/**
 * Repeats a run up to its durable position: restores the snapshot, applies the later commands at their instants, and
 * compares the digest right after event `seq`. Events up to there are thrown away, for the log has them; those after
 * it wait in the outbox as new.
 */
export function replay(factory: SimulationFactory, input: ReplayInput): ReplayResult {
  try {
    return repeat(factory, input);
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error;
    return refusal(`it does not fit this version of Redline (${error.message})`);
  }
}

function repeat(factory: SimulationFactory, input: ReplayInput): ReplayResult {
  const { scenario, snapshot } = input;
  const simulation =
    snapshot === null ? factory.createSimulation(scenario) : factory.restoreSimulation(scenario, snapshot);
  const known = new KnownEvents(simulation, snapshot === null ? 0 : snapshot.events, input.seq);
  for (const command of input.commands.slice(snapshot === null ? 0 : snapshot.commands)) {
    known.advance(command.atNs);
    simulation.apply(command);
  }
  known.advance(input.atNs);
  if (known.left > 0) {
    return refusal(`repeating it gives ${input.seq - known.left} events where its log has ${input.seq}`);
  }
  const digest = simulation.takenDigest();
  // Nothing durable yet, nothing that could differ: a run may be killed before its first event is stored.
  if (input.seq > 0 && digest !== input.digest) {
    return refusal(
      `repeating it up to event ${input.seq} gives the digest ${digest} where its log has ${input.digest}`,
    );
  }
  return { simulation, problem: null };
}

/** Lets a run go on and throws away the events that the log has already. */
class KnownEvents {
  left: number;
  readonly #simulation: Simulation;

  constructor(simulation: Simulation, taken: number, seq: number) {
    assert(taken <= seq, 'a snapshot is not newer than the log');
    this.#simulation = simulation;
    this.left = seq - taken;
  }

  advance(untilNs: number): void {
    while (this.left > 0) {
      const arrived = this.#simulation.advance(untilNs, eventsAtOnce);
      if (this.#discard() === 0 && arrived) return;
    }
    this.#simulation.advance(untilNs, Number.POSITIVE_INFINITY);
  }

  #discard(): number {
    const discarded = this.#simulation.take(Math.min(eventsAtOnce, this.left)).length;
    this.left -= discarded;
    return discarded;
  }
}

function refusal(reason: string): ReplayResult {
  return {
    simulation: null,
    problem: `This run cannot go on: ${reason}. It can still be read and exported.`,
  };
}
