import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourNs, minuteNs, secondNs } from '../../../shared/lib/time.ts';
import type { AppliedCommand } from '../../../shared/model/commands.ts';
import type { LoggedEvent } from '../../../shared/model/events.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Simulation, SimulationState } from '../simulation.ts';
import { toyCommand, toyFactory, toyScenario } from './toy-world.ts';

const lengthNs = 4 * minuteNs;
const unlimited = Number.POSITIVE_INFINITY;

interface Run {
  readonly events: readonly LoggedEvent[];
  readonly digest: string;
}

/** The reference: one slice from command to command, everything taken at the end. */
function runWhole(scenario: Scenario, commands: readonly AppliedCommand[]): Run {
  const simulation = toyFactory.createSimulation(scenario);
  for (const command of commands) {
    simulation.advance(command.atNs, unlimited);
    simulation.apply(command);
  }
  simulation.advance(lengthNs, unlimited);
  return { events: simulation.take(unlimited), digest: simulation.digest() };
}

const instants = fc.oneof(
  fc.nat(lengthNs),
  fc.nat(lengthNs / secondNs).map((second) => second * secondNs),
);
const commandLists = fc
  .array(fc.record({ atNs: instants, text: fc.constantFrom('look', 'wait', 'refuse') }), { maxLength: 8 })
  .map((list) =>
    list
      .sort((left, right) => left.atNs - right.atNs)
      .map(({ atNs, text }, index) => toyCommand(index + 1, atNs, text)),
  );
const slicePlans = fc.record({
  cuts: fc.array(instants, { maxLength: 12 }).map((list) => list.sort((left, right) => left - right)),
  outboxLimit: fc.integer({ min: 1, max: 40 }),
  takeLimit: fc.integer({ min: 1, max: 60 }),
  /** Saved and restored after every so many slices; 0 is never. */
  saveEvery: fc.nat(4),
});

/** The same run in slices, each taken out in pieces, saved and restored on the way. */
class SlicedRun {
  readonly events: LoggedEvent[] = [];
  readonly #scenario: Scenario;
  readonly #plan: { outboxLimit: number; takeLimit: number; saveEvery: number };
  #simulation: Simulation;
  #slices = 0;

  constructor(scenario: Scenario, plan: { outboxLimit: number; takeLimit: number; saveEvery: number }) {
    this.#scenario = scenario;
    this.#plan = plan;
    this.#simulation = toyFactory.createSimulation(scenario);
  }

  advance(untilNs: number): void {
    for (let arrived = false; !arrived; ) {
      arrived = this.#simulation.advance(untilNs, this.#plan.outboxLimit);
      this.#slices++;
      if (this.#plan.saveEvery > 0 && this.#slices % this.#plan.saveEvery === 0) this.#saveAndRestore();
      this.#take(this.#plan.takeLimit);
    }
  }

  apply(command: AppliedCommand): void {
    this.#simulation.apply(command);
  }

  finish(): Run {
    this.#take(unlimited);
    expect(this.#simulation.takenDigest()).toBe(this.#simulation.digest());
    return { events: this.events, digest: this.#simulation.digest() };
  }

  #take(limit: number): void {
    this.events.push(...this.#simulation.take(limit));
  }

  /** What is in the outbox is not part of a snapshot: it is taken first, or after, from the run that was saved. */
  #saveAndRestore(): void {
    const state = deserialize(serialize(this.#simulation.save())) as SimulationState;
    this.#take(unlimited);
    this.#simulation = toyFactory.restoreSimulation(this.#scenario, state);
  }
}

describe('the engine', () => {
  it('gives the same log in slices of any size and from any snapshot', () => {
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), commandLists, slicePlans, (seed, commands, plan) => {
        const scenario = toyScenario(seed, ['a', 'b', 'c']);
        const whole = runWhole(scenario, commands);
        const sliced = new SlicedRun(scenario, plan);
        for (const command of commands) {
          for (const cut of plan.cuts.splice(0)) {
            if (cut > command.atNs) plan.cuts.push(cut);
            else sliced.advance(cut);
          }
          sliced.advance(command.atNs);
          sliced.apply(command);
        }
        for (const cut of plan.cuts) sliced.advance(cut);
        sliced.advance(lengthNs);
        const run = sliced.finish();
        expect(run.events).toEqual(whole.events);
        expect(run.digest).toBe(whole.digest);
      }),
      { numRuns: 150 },
    );
  });

  it('gives another log for another seed and for another command', () => {
    const digestOf = (seed: number, ...commands: AppliedCommand[]): string =>
      runWhole(toyScenario(seed, ['a', 'b']), commands).digest;
    const note = toyCommand(1, minuteNs, 'look');
    const digests = [
      digestOf(1),
      digestOf(2),
      digestOf(1, note),
      digestOf(1, { ...note, atNs: minuteNs + 1 }),
      digestOf(1, toyCommand(1, minuteNs, 'wait')),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('leaves the draws of others alone when a host is added', () => {
    const counts = (hosts: readonly string[]): unknown[] =>
      runWhole(toyScenario(5, hosts), [])
        .events.filter(({ kind, subject }) => subject === 'a' && kind !== 'message.logged')
        .map(({ kind, at, data }) => ({ kind, at, data }));
    const alone = counts(['a']);
    expect(alone.length).toBeGreaterThan(100);
    expect(counts(['b', 'a', 'c'])).toEqual(alone);
  });

  it('ends at the same instant with the same log, however far it is asked to go', () => {
    const ends = [hourNs, hourNs + 1, 5 * hourNs].map((untilNs) => {
      const simulation = toyFactory.createSimulation(toyScenario(3, ['a']));
      simulation.advance(untilNs, unlimited);
      return [simulation.ended, simulation.nowNs, simulation.digest(), simulation.take(unlimited).at(-1)?.kind];
    });
    expect(ends[0]?.slice(0, 2)).toEqual([true, hourNs]);
    expect(ends[0]?.[3]).toBe('run.ended');
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
  });
});
