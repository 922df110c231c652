import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulation, restoreSimulation } from '../../main/simulation/world.ts';
import { minuteNs } from '../../shared/lib/time.ts';
import { plan } from './plans.ts';
import { type PlannedCommand, playToEnd, playUntil, playWithCommands } from './playing.ts';
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

it('a line on a console is what a person did: its event names who, and stems from the command', () => {
  const simulation = createSimulation(gaveUp);
  const line = 'psradm -v -f 65';
  const typed = (host: string): PlannedCommand => ({
    atNs: minuteNs,
    actor: 'dana',
    command: { kind: 'console.run', host, line },
  });
  playWithCommands(simulation, [typed('sf15k-domc'), typed('nowhere')]);
  const events = simulation.take(Number.POSITIVE_INFINITY);
  const ran = events.filter(({ kind }) => kind === 'console.ran');
  const [first, second] = events.filter(({ kind }) => kind === 'command.applied');
  expect(ran).toMatchObject([
    { data: { line, person: 'dana', exit: 0, output: 'processor 65 taken off-line.' }, causes: [first?.seq] },
  ]);
  expect(first).toMatchObject({ subject: 'sf15k-domc', data: { command: 'console.run', actor: 'dana' } });
  expect(events.find(({ kind }) => kind === 'command.refused')).toMatchObject({
    data: { problem: 'there is no host nowhere in this run' },
    causes: [second?.seq],
  });
  expect(events.find(({ kind }) => kind === 'processor.changed')?.causes).toEqual([ran[0]?.seq]);
});
