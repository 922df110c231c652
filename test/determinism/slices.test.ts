import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulation } from '../../main/simulation/world.ts';
import { longestRunNs, secondNs } from '../../shared/lib/time.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import { playWhole } from './playing.ts';
import { brokenCells, closed, gaveUp, retried, retriedBesideAnother } from './scenarios.ts';

const scenarios = { retried, closed, gaveUp, retriedBesideAnother, brokenCells };

describe.each(Object.entries(scenarios))('the run %s', (_name, scenario) => {
  const whole = playWhole(scenario);

  it('is the same again', () => {
    expect(playWhole(structuredClone(scenario))).toEqual(whole);
  });

  it('is the same in slices of any size, whenever its events are taken', () => {
    const slice = fc.record({
      lengthNs: fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 400 * secondNs })),
      outboxLimit: fc.integer({ min: 1, max: 40 }),
      taken: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(slice, { maxLength: 60 }), (slices) => {
        const simulation = createSimulation(scenario);
        const events: LoggedEvent[] = [];
        for (const { lengthNs, outboxLimit, taken } of slices) {
          if (!simulation.ended) simulation.advance(Math.min(simulation.nowNs + lengthNs, longestRunNs), outboxLimit);
          events.push(...simulation.take(taken));
        }
        simulation.advance(longestRunNs, Number.POSITIVE_INFINITY);
        events.push(...simulation.take(Number.POSITIVE_INFINITY));
        expect(simulation.digest()).toBe(whole.digest);
        expect(events).toEqual(whole.events);
      }),
      { numRuns: 60 },
    );
  });

  it('numbers its events from 1 without a gap, in order of time, each after its causes', () => {
    let lastNs = 0;
    whole.events.forEach((event, index) => {
      expect(event.seq).toBe(index + 1);
      expect(event.at).toBeGreaterThanOrEqual(lastNs);
      for (const cause of event.causes) expect(cause).toBeLessThan(event.seq);
      lastNs = event.at;
    });
  });
});
