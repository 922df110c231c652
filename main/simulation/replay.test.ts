import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourNs, minuteNs } from '../../shared/lib/time.ts';
import type { AppliedCommand } from '../../shared/model/commands.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import { toyCommand, toyFactory, toyScenario } from './engine/toy-world.ts';
import { type ReplayInput, replay } from './replay.ts';
import type { SimulationState } from './simulation.ts';

const unlimited = Number.POSITIVE_INFINITY;
const scenario = toyScenario(21, ['a', 'b', 'c']);
const commands = [
  toyCommand(1, minuteNs, 'look'),
  toyCommand(2, minuteNs, 'look again'),
  toyCommand(3, 2 * minuteNs, 'refuse'),
  toyCommand(4, 3 * minuteNs, 'wait'),
];

interface Batch {
  readonly seq: number;
  readonly atNs: number;
  readonly digest: string;
  /** What a snapshot with this batch holds; there is one only where nothing else waited. */
  readonly snapshot: SimulationState | null;
}

/** A run as a driver makes it: batches with the position after each, snapshots where the outbox was empty. */
function drive(): {
  readonly batches: readonly Batch[];
  readonly events: readonly LoggedEvent[];
  readonly digest: string;
} {
  const simulation = toyFactory.createSimulation(scenario);
  const events: LoggedEvent[] = [];
  const batches: Batch[] = [];
  const takeAll = (): void => {
    while (simulation.events > events.length) {
      events.push(...simulation.take(7));
      const seq = events.length;
      const empty = seq === simulation.events;
      const atNs = empty ? simulation.nowNs : (events.at(-1) as LoggedEvent).at;
      const snapshot = empty ? structuredClone(simulation.save()) : null;
      batches.push({ seq, atNs, digest: simulation.takenDigest(), snapshot });
    }
  };
  const advance = (untilNs: number): void => {
    while (!simulation.advance(untilNs, 10)) takeAll();
    takeAll();
  };
  for (const command of commands) {
    advance(command.atNs);
    simulation.apply(command);
    takeAll();
  }
  advance(4 * minuteNs);
  return { batches, events, digest: simulation.digest() };
}

const original = drive();

/** The commands whose own event is in the log up to `seq`, as a store would know them. */
function durableCommands(seq: number): AppliedCommand[] {
  const numbers = original.events
    .slice(0, seq)
    .filter((event): event is LoggedEvent<'command.applied'> => event.kind === 'command.applied')
    .map(({ data }) => data.number);
  return commands.filter(({ number }) => numbers.includes(number));
}

function inputAt(batch: Batch, snapshot: SimulationState | null): ReplayInput {
  const { seq, atNs, digest } = batch;
  return { scenario, snapshot, commands: durableCommands(seq), seq, atNs, digest };
}

describe('replay', () => {
  it('goes on after any batch, from any snapshot before it, to the same log', () => {
    const positions = fc.record({ at: fc.nat(original.batches.length - 1), back: fc.nat(original.batches.length) });
    fc.assert(
      fc.property(positions, ({ at, back }) => {
        const batch = original.batches[at] as Batch;
        const snapshot = original.batches[at - back]?.snapshot ?? null;
        const { simulation, problem } = replay(toyFactory, inputAt(batch, snapshot));
        expect(problem).toBeNull();
        if (simulation === null) return;
        const done = durableCommands(batch.seq).length;
        const rest: LoggedEvent[] = [];
        for (const command of commands.slice(done)) {
          simulation.advance(command.atNs, unlimited);
          simulation.apply(command);
        }
        simulation.advance(4 * minuteNs, unlimited);
        rest.push(...simulation.take(unlimited));
        expect(rest).toEqual(original.events.slice(batch.seq));
        expect(simulation.digest()).toBe(original.digest);
      }),
      { numRuns: 300 },
    );
  });

  it('says why a run cannot go on', () => {
    const last = original.batches.at(-1) as Batch;
    const input = inputAt(last, null);
    const problems = [
      replay(toyFactory, { ...input, digest: '0'.repeat(16) }).problem,
      replay(toyFactory, { ...input, seq: last.seq + 5_000 }).problem,
      replay(toyFactory, { ...input, scenario: toyScenario(22, ['a', 'b', 'c']) }).problem,
      replay(toyFactory, { ...input, commands: input.commands.slice(1) }).problem,
      replay(toyFactory, { ...input, seq: 1, snapshot: last.snapshot }).problem,
      replay(toyFactory, { ...input, commands: [toyCommand(9, 2 * hourNs, 'late')], atNs: 2 * hourNs }).problem,
    ];
    const expected = [
      'gives the digest',
      `where its log has ${last.seq + 5_000}`,
      'where its log has',
      'where its log has',
      'does not fit this version',
      'does not fit this version',
    ];
    problems.forEach((problem, index) => {
      expect(problem).toContain(expected[index]);
    });
  });

  it('refuses a snapshot of another world', () => {
    const { snapshot } = original.batches.findLast((batch) => batch.snapshot !== null) as Batch;
    const state = snapshot as SimulationState;
    const rooms = { ...state.rooms, other: null };
    const { problem } = replay(toyFactory, inputAt(original.batches.at(-1) as Batch, { ...state, rooms }));
    expect(problem).toContain('same rooms');
  });
});
