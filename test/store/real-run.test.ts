import { rmSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { replay } from '../../main/simulation/replay.ts';
import type { SimulationState } from '../../main/simulation/simulation.ts';
import { createSimulation, restoreSimulation } from '../../main/simulation/world.ts';
import { openStore } from '../../main/store/open-store.ts';
import type { EventBatch, StoreApi } from '../../main/store/store-api.ts';
import { minuteNs, secondNs } from '../../shared/lib/time.ts';
import type { Command } from '../../shared/model/commands.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import { libraryDrills } from '../determinism/library-drills.ts';
import { newFolder, removeStations, testNow } from './station.ts';

afterAll(removeStations);

const run = 'run-1';
const factory = { createSimulation, restoreSimulation };
const people = (drill: Scenario['drill']): Scenario => ({
  drill,
  seed: 7,
  responder: { kind: 'people' },
  ending: 'attended',
});

const incidentKinds = [
  'incident.acknowledge',
  'incident.unacknowledge',
  'incident.escalate',
  'incident.silence',
  'incident.resolve',
  'incident.reopen',
] as const;
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constantFrom(...incidentKinds), incident: fc.constantFrom('INC-1', 'INC-1', 'INC-2') }),
  fc.record({
    kind: fc.constant('incident.note' as const),
    incident: fc.constant('INC-1'),
    text: fc.constant('noted'),
  }),
  fc.record({ kind: fc.constant('oncall.take-over' as const) }),
);
/** What people do, each some seconds after the one before: mostly soon, so that much is done about one page. */
const afterSeconds = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 60, max: 400 }));
const doings = fc.array(fc.record({ afterSeconds, actor: fc.nat({ max: 1 }), command }), {
  minLength: 10,
  maxLength: 60,
});
type Doing = typeof doings extends fc.Arbitrary<readonly (infer Each)[]> ? Each : never;

interface OnCallRoom {
  readonly incidents: readonly {
    readonly incident: string;
    readonly severity: string;
    readonly title: string;
    readonly state: string;
    readonly owner: string | null;
    readonly awaitedPage: number | null;
    readonly silenced: boolean;
    readonly alerts: readonly string[];
  }[];
}

/** Plays the drill with what people do, and stores it all as it happens. Answers what the simulation itself knows. */
function playInto(store: StoreApi, scenario: Scenario, done: readonly Doing[], withSnapshots: boolean): OnCallRoom {
  const simulation = createSimulation(scenario);
  const keep = (): void => {
    const events = simulation.take(Number.POSITIVE_INFINITY);
    const at = { atNs: simulation.nowNs, digest: simulation.digest() };
    const snapshot = withSnapshots
      ? { ...at, seq: simulation.events, state: new Uint8Array(serialize(simulation.save())) }
      : null;
    const batch: EventBatch = { run, events, ...at, ended: null, snapshot };
    store.append(batch);
  };
  let atNs = 0;
  for (const { afterSeconds, actor, command: given } of done) {
    atNs += afterSeconds * secondNs;
    simulation.advance(atNs, Number.POSITIVE_INFINITY);
    if (simulation.ended) break;
    keep();
    const person = scenario.drill.people[actor]?.id ?? '';
    const accepted = store.acceptCommand({ run, actor: person, role: 'responder', command: given, createdAt: '' });
    simulation.apply({ ...accepted, atNs: simulation.nowNs });
  }
  simulation.advance(atNs + minuteNs, Number.POSITIVE_INFINITY);
  keep();
  return simulation.save().rooms.oncall as unknown as OnCallRoom;
}

function inStore(scenario: Scenario, use: (store: StoreApi) => void): void {
  const folder = newFolder();
  const store = openStore({ folder, now: testNow });
  store.createRun({ run, drill: 'library', scenario, createdAt: '' });
  try {
    use(store);
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}

describe.each(libraryDrills)('the drill %s with people doing anything', (_name, drill) => {
  test('leaves the incidents in the store that the simulation itself has', () => {
    fc.assert(
      fc.property(doings, (done) => {
        inStore(people(drill), (store) => {
          const { incidents } = playInto(store, people(drill), done, false);
          const shown = store.pager(run, 'responder').incidents;
          expect(
            shown.map(({ incident, severity, title, state, acknowledgedBy, silenced, calm }) => ({
              ...{ incident, severity, title, state, silenced },
              ...{ owner: acknowledgedBy, calm: calm !== null },
            })),
          ).toEqual(
            incidents.map(({ incident, severity, title, state, owner, silenced, alerts }) => ({
              ...{ incident, severity, title, state, silenced, owner },
              calm: alerts.length === 0,
            })),
          );
          for (const [index, { escalatesAtNs }] of shown.entries()) {
            if (escalatesAtNs !== null) expect(incidents[index]?.awaitedPage).not.toBeNull();
          }
        });
      }),
      { numRuns: 15 },
    );
  });

  test('can go on from what the store has, to the same digest', () => {
    fc.assert(
      fc.property(doings, fc.boolean(), (done, withSnapshots) => {
        inStore(people(drill), (store) => {
          playInto(store, people(drill), done, withSnapshots);
          const { scenario, seq, atNs, digest, applied, pending, snapshot } = store.resumePoint(run);
          expect(scenario).toEqual(people(drill));
          expect(pending).toEqual([]);
          expect(snapshot === null).toBe(!withSnapshots);
          const { simulation, problem } = replay(factory, {
            ...{ scenario, seq, atNs, digest },
            commands: applied,
            snapshot: snapshot === null ? null : (deserialize(snapshot.state) as SimulationState),
          });
          expect(problem).toBeNull();
          expect(simulation?.digest()).toBe(digest);
        });
      }),
      { numRuns: 5 },
    );
  });
});

test('a run that was killed before its first event goes on from the beginning', () => {
  const [, drill] = libraryDrills[0] ?? [];
  if (drill === undefined) throw new Error('there is a library drill');
  inStore(people(drill), (store) => {
    const { scenario, seq, atNs, digest, applied } = store.resumePoint(run);
    const { simulation } = replay(factory, { scenario, seq, atNs, digest, commands: applied, snapshot: null });
    expect(simulation?.events).toBeGreaterThan(0);
  });
});
