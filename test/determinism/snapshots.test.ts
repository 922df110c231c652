import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SimulationState } from '../../main/simulation/simulation.ts';
import { createSimulation, restoreSimulation } from '../../main/simulation/world.ts';
import { minuteNs } from '../../shared/lib/time.ts';
import { playToEnd, playUntil, playWhole } from './playing.ts';
import { brokenCells, closed, gaveUp, retiredPages, retried, retriedBesideAnother } from './scenarios.ts';

const scenarios = { retried, closed, gaveUp, retriedBesideAnother, retiredPages, brokenCells };
const carriers: readonly [string, (state: SimulationState) => SimulationState][] = [
  ['a structured clone', (state) => structuredClone(state)],
  ['bytes of V8', (state) => deserialize(serialize(state)) as SimulationState],
];

describe.each(Object.entries(scenarios))('the run %s', (_name, scenario) => {
  const whole = playWhole(scenario);

  it.each(carriers)('goes on from any snapshot, carried as %s', (_carrier, carry) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 15 * minuteNs }), { minLength: 1, maxLength: 6 }), (instants) => {
        let simulation = createSimulation(scenario);
        for (const atNs of instants.toSorted((one, other) => one - other)) {
          playUntil(simulation, Math.max(atNs, simulation.nowNs));
          simulation = restoreSimulation(structuredClone(scenario), carry(simulation.save()));
        }
        expect(playToEnd(simulation).digest).toBe(whole.digest);
      }),
      { numRuns: 60 },
    );
  });

  it('is not disturbed by being saved, and a snapshot not by the run going on', () => {
    const simulation = createSimulation(scenario);
    playUntil(simulation, 163_000_000_000);
    const state = simulation.save();
    const before = structuredClone(state);
    const rest = playToEnd(simulation);
    expect(rest.digest).toBe(whole.digest);
    expect(state).toEqual(before);
    const again = playToEnd(restoreSimulation(scenario, state));
    expect(again.events).toEqual(whole.events.slice(before.events));
    expect(state).toEqual(before);
  });

  it('holds in a snapshot all that has happened, event by event', () => {
    for (const at of new Set(whole.events.map((event) => event.at))) {
      const simulation = createSimulation(scenario);
      playUntil(simulation, at);
      const restored = restoreSimulation(scenario, structuredClone(simulation.save()));
      expect(playToEnd(restored).digest).toBe(whole.digest);
    }
  });
});
