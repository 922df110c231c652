import type { Simulation } from '../../main/simulation/simulation.ts';
import { createSimulation } from '../../main/simulation/world.ts';
import { longestRunNs } from '../../shared/lib/time.ts';
import type { AppliedCommand, Command } from '../../shared/model/commands.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import type { Scenario } from '../../shared/model/scenario.ts';

const unlimited = Number.POSITIVE_INFINITY;

export interface Played {
  readonly events: readonly LoggedEvent[];
  readonly digest: string;
}

/** Lets everything happen up to an instant, or the end of the run. */
export function playUntil(simulation: Simulation, untilNs: number): void {
  simulation.advance(untilNs, unlimited);
}

/** Plays a run to its end and answers what was left in its outbox, with the digest over the whole. */
export function playToEnd(simulation: Simulation): Played {
  playUntil(simulation, longestRunNs);
  if (!simulation.ended) throw new Error('a run ends');
  return { events: simulation.take(unlimited), digest: simulation.digest() };
}

/** A whole run in one go. */
export const playWhole = (scenario: Scenario): Played => playToEnd(createSimulation(scenario));

/** What somebody does `atNs` after the start of the run. */
export interface PlannedCommand {
  readonly atNs: number;
  readonly actor: string;
  readonly command: Command;
}

/** Does what is planned for later than now, in order of time, and answers what was applied before the run ended. */
export function playWithCommands(simulation: Simulation, planned: readonly PlannedCommand[]): AppliedCommand[] {
  const applied: AppliedCommand[] = [];
  for (const { atNs, actor, command } of planned) {
    playUntil(simulation, atNs);
    if (simulation.ended) break;
    const numbered = { run: 'run', number: applied.length + 1, actor, role: 'responder', command } as const;
    const given: AppliedCommand = { ...numbered, atNs: simulation.nowNs };
    simulation.apply(given);
    applied.push(given);
  }
  return applied;
}
