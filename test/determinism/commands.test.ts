import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulation, restoreSimulation } from '../../main/simulation/world.ts';
import { minuteNs } from '../../shared/lib/time.ts';
import { plan } from './plans.ts';
import { playToEnd, playUntil, playWithCommands } from './playing.ts';
import { gaveUp, retried } from './scenarios.ts';

describe.each([
  ['gaveUp', gaveUp],
  ['retried', retried],
])('commands at any instants of the run %s', (_name, scenario) => {
  it('give the same log when they are repeated at their instants, in other slices and from a snapshot', () => {
    fc.assert(
      fc.property(plan, fc.integer({ min: 0, max: 25 * minuteNs }), (planned, snapshotNs) => {
        const first = createSimulation(scenario);
        const applied = playWithCommands(first, planned);
        const played = playToEnd(first);

        let second = createSimulation(scenario);
        let done = 0;
        const applyUntil = (untilNs: number): void => {
          for (const given of applied.slice(done)) {
            if (given.atNs > untilNs) break;
            playUntil(second, given.atNs);
            second.apply(given);
            done += 1;
          }
        };
        applyUntil(snapshotNs);
        if (!second.ended) playUntil(second, Math.max(second.nowNs, snapshotNs));
        const state = second.save();
        expect(state.commands).toBe(done);
        second = restoreSimulation(scenario, deserialize(serialize(state)));
        applyUntil(Number.POSITIVE_INFINITY);
        expect(playToEnd(second).digest).toBe(played.digest);
      }),
      { numRuns: 80 },
    );
  });

  it('never let escalate what somebody has, and let the run end once', () => {
    fc.assert(
      fc.property(plan, (planned) => {
        const simulation = createSimulation(scenario);
        playWithCommands(simulation, planned);
        const { events } = playToEnd(simulation);
        const has = new Set<string>();
        for (const { kind, data } of events) {
          const about = 'incident' in data ? data.incident : '';
          if (kind === 'incident.acknowledged') has.add(about);
          if (kind === 'incident.unacknowledged' || kind === 'incident.opened') has.delete(about);
          if (kind === 'page.unanswered' || kind === 'escalation.exhausted') expect(has).not.toContain(about);
        }
        expect(events.filter(({ kind }) => kind === 'run.ended')).toHaveLength(1);
      }),
      { numRuns: 80 },
    );
  });
});
