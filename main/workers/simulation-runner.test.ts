import { deserialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { minuteNs, secondNs } from '../../shared/lib/time.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { Pace } from '../../shared/model/views.ts';
import { Engine } from '../simulation/engine/engine.ts';
import { toyCommand, toyFactory, toyScenario } from '../simulation/engine/toy-world.ts';
import type { SimulationFactory } from '../simulation/replay.ts';
import type { SimulationState } from '../simulation/simulation.ts';
import type { ResumePoint } from '../store/store-api.ts';
import { batchEvents, batchWindow, type SimulationReport, type SimulationRequest } from './simulation-protocol.ts';
import { SimulationRunner } from './simulation-runner.ts';

const scenario = toyScenario(4, ['a', 'b', 'c']);
const nanosecondsPerMillisecond = 1_000_000;
/** What looking at the clock costs: so that a slice of work takes some time. */
const lookMs = 0.005;

type Batch = Extract<SimulationReport, { type: 'batch' }>;
type Told = SimulationReport & { readonly ms: number };

/** A thread whose clock the test winds: turns happen when they are due, reports are kept with their time. */
class Thread {
  readonly told: Told[] = [];
  readonly runner: SimulationRunner;
  turns = 0;
  /** Which batches are acknowledged as soon as they come. */
  acknowledges: (report: Batch) => boolean = () => true;
  #ms = 0;
  #turn: { readonly dueMs: number; readonly turn: () => void } | null = null;

  constructor(factory: SimulationFactory = toyFactory) {
    this.runner = new SimulationRunner({
      factory,
      clockMs: () => {
        this.#ms += lookMs;
        return this.#ms;
      },
      report: (report) => this.told.push({ ...structuredClone(report), ms: this.#ms }),
      later: (delayMs, turn) => {
        const planned = { dueMs: this.#ms + delayMs, turn };
        this.#turn = planned;
        return () => {
          if (this.#turn === planned) this.#turn = null;
        };
      },
    });
  }

  get sleeping(): boolean {
    return this.#turn === null;
  }

  start(pace: Pace, dropWhenPaged = false): void {
    this.handle({ type: 'start', run: 'toy', scenario, pace, dropWhenPaged });
  }

  handle(request: SimulationRequest): void {
    this.runner.handle(request);
  }

  /** Lets `ms` of wall time pass.  */
  wind(ms: number): void {
    const endMs = this.#ms + ms;
    for (let seen = this.told.length; this.#turn !== null && this.#turn.dueMs <= endMs; ) {
      const { dueMs, turn } = this.#turn;
      this.#turn = null;
      this.#ms = Math.max(this.#ms, dueMs);
      this.turns++;
      turn();
      const fresh = this.told.slice(seen);
      seen = this.told.length;
      for (const report of fresh) if (report.type === 'batch' && this.acknowledges(report)) this.acknowledge(report);
    }
    this.#ms = Math.max(this.#ms, endMs);
  }

  /** Lets wall time pass in which the thread gets no turn. */
  sleep(ms: number): void {
    this.#ms += ms;
  }

  acknowledge({ number }: Batch): void {
    this.handle({ type: 'acknowledge', batch: number });
  }

  batches(): (Batch & { ms: number })[] {
    return this.told.filter((report): report is Batch & { ms: number } => report.type === 'batch');
  }

  events(): LoggedEvent[] {
    return this.batches().flatMap(({ batch }) => batch.events);
  }

  last(): Told | undefined {
    return this.told.at(-1);
  }
}

function wholeRun(): { events: LoggedEvent[]; digest: string } {
  const simulation = toyFactory.createSimulation(scenario);
  simulation.advance(61 * minuteNs, Number.POSITIVE_INFINITY);
  return { events: simulation.take(Number.POSITIVE_INFINITY), digest: simulation.digest() };
}

describe('SimulationRunner', () => {
  it('sends every event at pace 60 soon after its time and never before', () => {
    const thread = new Thread();
    thread.start(60);
    thread.wind(5_000);
    const dueMs = (event: LoggedEvent): number => event.at / 60 / nanosecondsPerMillisecond;
    const delaysMs = thread.batches().flatMap(({ ms, batch }) => batch.events.map((event) => ms - dueMs(event)));
    expect(delaysMs.length).toBeGreaterThan(500);
    expect(Math.min(...delaysMs)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delaysMs)).toBeLessThan(20);
    expect(thread.events()).toEqual(wholeRun().events.slice(0, delaysMs.length));
  });

  it('wakes up for status alone where nothing is due, and not at all while paused', () => {
    const thread = new Thread();
    thread.start(1);
    thread.wind(990);
    expect(thread.turns).toBeLessThanOrEqual(11);
    expect(thread.told.filter(({ type }) => type === 'status')).toHaveLength(9);
    thread.handle({ type: 'pace', pace: 0, dropWhenPaged: false });
    thread.wind(100);
    const { turns } = thread;
    expect(thread.sleeping).toBe(true);
    expect(thread.last()).toMatchObject({ type: 'status', status: { pace: 0, speed: 0, state: 'running' } });
    thread.wind(60_000);
    expect(thread.turns).toBe(turns);
  });

  it('goes on from where it was after the computer slept', () => {
    const thread = new Thread();
    thread.start(1);
    thread.wind(2_000);
    thread.sleep(600_000);
    thread.wind(2_000);
    const last = thread.last() as Extract<Told, { type: 'status' | 'batch' }>;
    expect(last.status.atNs / secondNs).toBeGreaterThan(3.7);
    expect(last.status.atNs / secondNs).toBeLessThan(4.1);
  });

  it('stops at a full window and goes on when batches are acknowledged, oldest first', () => {
    const thread = new Thread();
    thread.acknowledges = () => false;
    thread.start(null);
    thread.wind(2_000);
    expect(thread.batches()).toHaveLength(batchWindow);
    expect(thread.batches().every(({ batch }) => batch.events.length <= batchEvents)).toBe(true);
    expect(thread.last()).toMatchObject({ type: 'status' });
    thread.acknowledge(thread.batches()[0] as Batch);
    thread.wind(100);
    expect(thread.batches()).toHaveLength(batchWindow + 1);
    thread.handle({ type: 'acknowledge', batch: 4 });
    expect(thread.last()).toMatchObject({ type: 'failed', problem: 'batches are acknowledged in order' });
  });

  it('runs to the end as fast as possible and says so once every batch is acknowledged', () => {
    const thread = new Thread();
    thread.acknowledges = ({ batch }) => batch.ended === null;
    thread.start(null);
    thread.wind(60_000);
    const whole = wholeRun();
    const last = thread.batches().at(-1) as Batch;
    expect(thread.events()).toEqual(whole.events);
    expect(last.batch).toMatchObject({ ended: 'an hour has passed', digest: whole.digest, snapshot: null });
    expect(last.status).toMatchObject({ state: 'ended', events: whole.events.length, digest: whole.digest });
    expect(thread.told.some(({ type }) => type === 'ended')).toBe(false);
    thread.acknowledge(last);
    thread.wind(1);
    expect(thread.last()).toMatchObject({ type: 'ended', reason: 'an hour has passed' });
    thread.handle({ type: 'command', command: toyCommand(1, 0, 'late') });
    thread.wind(1_000);
    expect(thread.last()).toMatchObject({ type: 'ended' });
    expect(thread.sleeping).toBe(true);
  });

  it('applies commands at once, paused or not, at the instant that the run has reached', () => {
    const thread = new Thread();
    thread.start(60);
    thread.wind(1_005);
    thread.handle({ type: 'command', command: toyCommand(1, 0, 'look') });
    thread.wind(1);
    thread.handle({ type: 'pace', pace: 0, dropWhenPaged: false });
    thread.wind(30_000);
    thread.handle({ type: 'command', command: toyCommand(2, 0, 'refuse') });
    thread.wind(1);
    const applied = thread.events().filter(({ kind }) => kind === 'command.applied');
    expect(applied).toHaveLength(2);
    const [first, second] = applied.map(({ at }) => at / secondNs) as [number, number];
    expect(Math.abs(first - 60.3)).toBeLessThan(0.2);
    expect(second).toBeGreaterThanOrEqual(first);
    expect(second - first).toBeLessThan(0.3);
    expect(thread.events().at(-1)?.kind).toBe('command.refused');
  });

  it('drops to pace 1 at the instant of a page, if told to', () => {
    const paces: (Pace | undefined)[][] = [];
    for (const pace of [600, null, 1] as const) {
      for (const drop of [true, false]) {
        const thread = new Thread();
        thread.start(pace, drop);
        thread.wind(400);
        const page = thread.events().find(({ kind }) => kind === 'page.sent');
        const status = thread.batches().at(-1)?.status;
        paces.push([pace, status?.pace]);
        if (drop && pace !== 1) {
          expect(page).toBeDefined();
          expect((status?.atNs ?? 0) - (page?.at ?? 0)).toBeLessThan(0.4 * secondNs);
        }
      }
    }
    expect(paces).toEqual([
      [600, 1],
      [600, 600],
      [null, 1],
      [null, null],
      [1, 1],
      [1, 1],
    ]);
  });

  it('lets the end come before a command of the same instant', () => {
    const thread = new Thread({ ...toyFactory, createSimulation: createBurst });
    thread.acknowledges = () => false;
    thread.start(null);
    thread.wind(1_000);
    expect(thread.batches()).toHaveLength(batchWindow);
    thread.handle({ type: 'command', command: toyCommand(1, 0, 'late') });
    thread.wind(1);
    thread.acknowledges = () => true;
    for (const batch of thread.batches()) thread.acknowledge(batch);
    thread.wind(1_000);
    expect(thread.events().at(-1)?.kind).toBe('run.ended');
    expect(thread.last()).toMatchObject({ type: 'ended', reason: 'burst' });
  });

  it('answers views, and refuses one that no room offers without harm to the run', () => {
    const thread = new Thread();
    thread.start(60);
    thread.wind(500);
    thread.handle({ type: 'view', request: 7, name: 'toy.counts', subject: 'b' });
    thread.handle({ type: 'view', request: 8, name: 'toy.colours', subject: 'b' });
    const counted = thread.events().filter(({ kind, subject }) => kind === 'serd.counted' && subject === 'b').length;
    expect(thread.told.slice(-2)).toMatchObject([
      { type: 'view', request: 7, state: counted },
      { type: 'view-refused', request: 8, problem: 'a room offers this view' },
    ]);
    const before = thread.batches().length;
    thread.wind(500);
    expect(thread.batches().length).toBeGreaterThan(before);
  });

  it('reports a breakdown of the simulation and does nothing more', () => {
    const broken: SimulationFactory = {
      ...toyFactory,
      createSimulation: (given) => {
        const simulation = toyFactory.createSimulation(given);
        const advance = simulation.advance.bind(simulation);
        simulation.advance = (untilNs, limit) => {
          if (untilNs > minuteNs) throw new Error('the toy broke');
          return advance(untilNs, limit);
        };
        return simulation;
      },
    };
    const thread = new Thread(broken);
    thread.start(60);
    thread.wind(2_000);
    expect(thread.last()).toMatchObject({ type: 'failed', problem: 'the toy broke' });
    const reports = thread.told.length;
    thread.handle({ type: 'pace', pace: 1, dropWhenPaged: false });
    thread.wind(2_000);
    expect(thread.told).toHaveLength(reports);
    const unstarted = new Thread();
    unstarted.handle({ type: 'pace', pace: 1, dropWhenPaged: false });
    expect(unstarted.last()).toMatchObject({ type: 'failed', problem: 'a run is started first' });
  });
});

/** A world in which one instant has more events than the window holds, and then the end of the run. */
function createBurst({ seed, drill }: Scenario): Engine {
  const engine = new Engine({ seed });
  const { title, startsAt, zone } = drill;
  const data = { host: 'a', processor: 0, count: 1, limit: 2, windowNs: 3 };
  const started = engine.append('run.started', 'run', { title, seed, startsAt, zone }, []);
  const burst = engine.handler('burst', () => {
    for (let event = 0; event < 5 * batchEvents; event++) engine.append('serd.counted', 'a', data, [started]);
  });
  const end = engine.handler('end', () => void engine.append('run.ended', 'run', { reason: 'burst' }, [started]));
  engine.schedule(secondNs, burst, 0);
  engine.schedule(secondNs, end, 0);
  return engine;
}

/** What a store would know after this many batches. */
function resumeAfter(batches: readonly Batch[], commands: readonly ReturnType<typeof toyCommand>[]): ResumePoint {
  const last = batches.at(-1) as Batch;
  const events = batches.flatMap(({ batch }) => batch.events);
  const applied = events.filter(({ kind }) => kind === 'command.applied') as LoggedEvent<'command.applied'>[];
  const instants = new Map(applied.map(({ at, data }) => [data.number, at]));
  const done = commands.filter(({ number }) => instants.has(number));
  return {
    run: 'toy',
    scenario,
    snapshot: batches.findLast(({ batch }) => batch.snapshot !== null)?.batch.snapshot ?? null,
    seq: events.length,
    atNs: last.batch.atNs,
    digest: last.batch.digest,
    applied: done.map((command) => ({ ...command, atNs: instants.get(command.number) as number })),
    pending: commands.filter(({ number }) => !instants.has(number)),
  };
}

describe('resuming', () => {
  const commands = [toyCommand(1, 0, 'look'), toyCommand(2, 0, 'wait'), toyCommand(3, 0, 'refuse')];
  const original = new Thread();
  original.start(600);
  for (const command of commands) {
    original.wind(400);
    original.handle({ type: 'command', command });
  }
  original.wind(1_500);
  original.handle({ type: 'pace', pace: null, dropWhenPaged: false });
  original.wind(60_000);

  it('attaches snapshots that hold just what is in the log by then', () => {
    const snapshots = original.batches().filter(({ batch }) => batch.snapshot !== null);
    expect(snapshots.length).toBeGreaterThanOrEqual(2);
    for (const { batch } of snapshots) {
      const { snapshot, events, digest, atNs } = batch;
      expect(snapshot).toMatchObject({ seq: events.at(-1)?.seq, digest, atNs });
      const state = deserialize(snapshot?.state as Uint8Array) as SimulationState;
      expect(state).toMatchObject({ events: snapshot?.seq, digest, atNs });
    }
  });

  it('goes on after a batch to the same end', () => {
    const whole = original.events();
    const batches = original.batches();
    expect(original.last()).toMatchObject({ type: 'ended' });
    // After the last command: what had not been applied would be applied at another instant.
    const first = batches.findLastIndex(({ batch }) => batch.events.some(({ kind }) => kind === 'command.applied'));
    const positions = [first, first + 1];
    for (let index = first + 2; index < batches.length - 1; index += 23) positions.push(index);
    expect(positions.length).toBeGreaterThan(5);
    for (const index of positions) {
      const point = resumeAfter(batches.slice(0, index + 1), commands);
      const thread = new Thread();
      thread.handle({ type: 'resume', point, pace: null, dropWhenPaged: false });
      thread.wind(60_000);
      expect(thread.events()).toEqual(whole.slice(point.seq));
      expect(thread.batches().at(-1)?.batch.digest).toBe(batches.at(-1)?.batch.digest);
    }
  });

  it('applies first what had been accepted and not applied', () => {
    const batches = original.batches();
    const early = batches.findIndex(({ batch }) => batch.events.some(({ kind }) => kind === 'command.applied'));
    const point = resumeAfter(batches.slice(0, early), commands);
    const thread = new Thread();
    thread.handle({ type: 'resume', point, pace: 0, dropWhenPaged: false });
    thread.wind(100);
    const applied = thread.events().filter(({ kind }) => kind === 'command.applied');
    expect(applied.map(({ data }) => 'number' in data && data.number)).toEqual([1, 2, 3]);
    expect(new Set(applied.map(({ at }) => at))).toEqual(new Set([point.atNs]));
  });

  it('says that a log cannot be repeated, and stops', () => {
    const point = resumeAfter(original.batches().slice(0, 20), commands);
    const thread = new Thread();
    thread.handle({
      type: 'resume',
      point: { ...point, digest: '0123456789abcdef' },
      pace: null,
      dropWhenPaged: false,
    });
    thread.wind(1_000);
    expect(thread.told).toHaveLength(1);
    expect(thread.last()).toMatchObject({ type: 'diverged' });
  });
});
