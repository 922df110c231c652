import { hourNs, millisecondNs, secondNs } from '../../../shared/lib/time.ts';
import type { AppliedCommand } from '../../../shared/model/commands.ts';
import type { DrillHost } from '../../../shared/model/drill.ts';
import type { LoggedEvent } from '../../../shared/model/events.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { SimulationFactory } from '../replay.ts';
import type { Simulation, SimulationState } from '../simulation.ts';
import { Engine, type HandlerId } from './engine.ts';
import type { PlainState, Room } from './room.ts';

/*
 * A small world for tests of what the engine promises: hosts that count at random instants, often the same ones, with
 * hidden causes, delayed consequences and a command.
 */

const firstEventNs = secondNs;
const mostEvents = 10_000;
const countsAPage = 25;

/** A scenario for the toy world: these hosts, and an end after an hour. */
export function toyScenario(seed: number, hosts: readonly string[]): Scenario {
  return {
    seed,
    responder: { kind: 'people' },
    ending: 'unattended',
    drill: {
      version: 1,
      title: 'Toy',
      summary: '',
      startsAt: '2003-10-23T11:00:00Z',
      zone: 'UTC',
      hosts: hosts.map(toyHost),
      people: [],
      turn: '7d',
      escalateAfter: '5m',
      injects: [],
    },
  };
}

function toyHost(name: string): DrillHost {
  const bootedAt = '2003-10-23T10:00:00Z';
  return { name, platform: 'starcat', node: 0, cpuType: 'US-III', release: 'solaris9', bootedAt, processors: [0] };
}

/** A note about an incident, as a person would give it. */
export function toyCommand(number: number, atNs: number, text: string): AppliedCommand {
  const command = { kind: 'incident.note', incident: 'INC-1', text } as const;
  return { run: 'toy', number, actor: 'ann', role: 'responder', command, atNs };
}

class ToyRoom implements Room {
  readonly name = 'toy';
  readonly #engine: Engine;
  readonly #hosts: readonly string[];
  readonly #count: HandlerId;
  readonly #write: HandlerId;
  readonly #end: HandlerId;
  #counts: Int32Array;
  #lastCauses: Float64Array;

  constructor(engine: Engine, hosts: readonly string[]) {
    this.#engine = engine;
    this.#hosts = hosts;
    this.#counts = new Int32Array(hosts.length);
    this.#lastCauses = new Float64Array(hosts.length);
    this.#count = engine.handler('toy.count', (host) => this.#countOn(host));
    this.#write = engine.handler('toy.write', (host) => this.#writeOn(host));
    this.#end = engine.handler('toy.end', () => this.#endRun());
    engine.on('serd.counted', (event) => this.#writeLater(event));
    engine.onCommand('incident.note', (command, cause) => this.#note(command, cause));
    engine.registerView('toy.counts', (subject) => this.#counts[hosts.indexOf(subject)] ?? null);
    engine.register(this);
  }

  start(scenario: Scenario): void {
    const engine = this.#engine;
    const { title, startsAt, zone } = scenario.drill;
    engine.append('run.started', 'run', { title, seed: scenario.seed, startsAt, zone }, []);
    for (let host = 0; host < this.#hosts.length; host++) engine.schedule(firstEventNs, this.#count, host);
    engine.schedule(hourNs, this.#end, 0);
  }

  save(): PlainState {
    return { counts: this.#counts.slice(), lastCauses: this.#lastCauses.slice() };
  }

  restore(state: PlainState): void {
    const { counts, lastCauses } = state as { counts: Int32Array; lastCauses: Float64Array };
    this.#counts = counts.slice();
    this.#lastCauses = lastCauses.slice();
  }

  #countOn(index: number): void {
    const engine = this.#engine;
    const host = this.#hosts[index] as string;
    const random = engine.random(`toy.${host}`);
    const count = ((this.#counts[index] as number) + 1) | 0;
    this.#counts[index] = count;
    const causes = [];
    if (random.uniformInt(0, 3) === 0) {
      causes.push(engine.append('inject.ecc', host, { host, processor: 0, inject: count, name: 'UCC' }, []));
    }
    const lastCause = this.#lastCauses[index] as number;
    causes.push(lastCause === 0 ? 1 : lastCause);
    const data = { host, processor: 0, count, limit: 2, windowNs: hourNs };
    const counted = engine.append('serd.counted', host, data, causes);
    this.#lastCauses[index] = counted;
    if (count % countsAPage === 0) this.#page(host, count, counted);
    // Whole seconds half of the time, so that many things fall on one instant.
    const delayNs =
      random.uniformInt(0, 1) === 0 ? random.uniformInt(0, 3) * secondNs : random.exponential(2 * secondNs);
    if (engine.events < mostEvents) engine.schedule(engine.nowNs + delayNs, this.#count, index);
  }

  #page(host: string, count: number, cause: number): void {
    const page = `PAGE-${host}-${count}`;
    const about = { incident: 'INC-1', person: 'ann', step: 1, severity: 'high', title: 'Count', why: 'first on call' };
    this.#engine.append('page.sent', page, { page, ...about }, [cause]);
  }

  #writeLater(event: LoggedEvent<'serd.counted'>): void {
    const index = this.#hosts.indexOf(event.data.host);
    const delayNs = this.#engine.random(`toy.delay.${event.data.host}`).uniformInt(0, 2) * 500 * millisecondNs;
    this.#engine.schedule(event.at + delayNs, this.#write, index);
  }

  #writeOn(index: number): void {
    const host = this.#hosts[index] as string;
    const text = `count ${this.#counts[index]} on ${host}`;
    const data = { host, module: 'toy', id: index, level: 'kern.info', text };
    this.#engine.append('message.logged', host, data, [this.#lastCauses[index] as number]);
  }

  #note({ actor, command }: AppliedCommand, cause: number): string | null {
    if (command.kind !== 'incident.note') return 'The toy world only takes notes.';
    if (command.text === 'refuse') return 'This note is refused.';
    // Due at once, in several steps, so that a command's consequences share its instant.
    this.#engine.schedule(this.#engine.nowNs, this.#count, 0);
    const data = { incident: command.incident, person: actor, text: command.text };
    this.#engine.append('incident.noted', command.incident, data, [cause]);
    return null;
  }

  #endRun(): void {
    this.#engine.append('run.ended', 'run', { reason: 'an hour has passed' }, [1]);
  }
}

function build(scenario: Scenario): { engine: Engine; room: ToyRoom } {
  const engine = new Engine({ seed: scenario.seed });
  return {
    engine,
    room: new ToyRoom(
      engine,
      scenario.drill.hosts.map(({ name }) => name),
    ),
  };
}

function createToySimulation(scenario: Scenario): Simulation {
  const { engine, room } = build(scenario);
  room.start(scenario);
  return engine;
}

function restoreToySimulation(scenario: Scenario, state: SimulationState): Simulation {
  const { engine } = build(scenario);
  engine.restore(state);
  return engine;
}

export const toyFactory: SimulationFactory = {
  createSimulation: createToySimulation,
  restoreSimulation: restoreToySimulation,
};
