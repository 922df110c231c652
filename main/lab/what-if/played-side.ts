import type { AppliedCommand } from '../../../shared/model/commands.ts';
import type { LoggedEvent } from '../../../shared/model/events.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { createSimulation } from '../../simulation/world.ts';
import { OutcomeBook } from './run-outcome.ts';

/** Events after which they are taken. */
const eventsAtOnce = 2_000;

/** One side of a comparison: a run that is played from its start, with what came of it. */
export class PlayedSide {
  readonly book = new OutcomeBook();
  events = 0;
  readonly #simulation: Simulation;
  readonly #commands: AppliedCommand[];
  readonly #onEvent: (event: LoggedEvent) => void;

  constructor(scenario: Scenario, commands: readonly AppliedCommand[], onEvent: (event: LoggedEvent) => void) {
    this.#simulation = createSimulation(scenario);
    this.#commands = [...commands];
    this.#onEvent = onEvent;
  }

  get nowNs(): number {
    return this.#simulation.nowNs;
  }

  /** Lets everything happen up to an instant, but stops once it has come to `eventLimit` events. */
  advance(untilNs: number, eventLimit: number): void {
    for (let command = this.#due(untilNs); command !== null; command = this.#due(untilNs)) {
      if (!this.#play(command.atNs, eventLimit)) return;
      this.#commands.shift();
      if (!this.#simulation.ended) this.#simulation.apply(command);
    }
    this.#play(untilNs, eventLimit);
  }

  #due(untilNs: number): AppliedCommand | null {
    const [next] = this.#commands;
    return next === undefined || next.atNs > untilNs || this.#simulation.ended ? null : next;
  }

  #play(untilNs: number, eventLimit: number): boolean {
    for (;;) {
      const arrived = this.#simulation.ended || this.#simulation.advance(untilNs, eventsAtOnce);
      for (const event of this.#simulation.take(Number.POSITIVE_INFINITY)) {
        this.events += 1;
        this.book.take(event);
        this.#onEvent(event);
      }
      if (this.events >= eventLimit) return false;
      if (arrived) return true;
    }
  }
}
