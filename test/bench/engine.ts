/*
 * How fast the engine is: its loop beside a bare heap doing the same work, and its log with the digest. One JSON line
 * each. Run with `node test/bench/engine.ts`.
 */
import { performance } from 'node:perf_hooks';
import { Engine } from '../../main/simulation/engine/engine.ts';
import { BareLoop } from './engine/bare-loop.ts';

const timers = 10_000;
const longestDelayNs = 1_000_000;
const rounds = 7;
const eventsARound = 2_000_000;
const loggedARound = 500_000;
const eventsABatch = 500;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

function millionsASecond(count: number, run: () => void): number {
  const startMs = performance.now();
  run();
  return count / (performance.now() - startMs) / 1_000;
}

function print(bench: string, value: number, ratio: number | null, goal: string): void {
  const figures = {
    value: Number(value.toFixed(2)),
    unit: 'million events/s',
    ratio: ratio && Number(ratio.toFixed(2)),
  };
  process.stdout.write(`${JSON.stringify({ bench, ...figures, goal })}\n`);
}

/** The delay before a timer's next turn, the same arithmetic in both loops. */
function makeDelays(): () => number {
  let state = 12_345;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) % longestDelayNs;
  };
}

/** The engine with 10,000 timers; each call handles at least so many events more. */
function makeEngineLoop(): (events: number) => void {
  const engine = new Engine({ seed: 1 });
  const delay = makeDelays();
  let left = 0;
  const turn = engine.handler('turn', (timer) => {
    left--;
    engine.schedule(engine.nowNs + delay(), turn, timer);
  });
  for (let timer = 0; timer < timers; timer++) engine.schedule(delay(), turn, timer);
  return (events) => {
    left = events;
    while (left > 0) engine.advance(engine.nowNs + longestDelayNs, Number.POSITIVE_INFINITY);
  };
}

function makeBareLoop(): (events: number) => void {
  const loop = new BareLoop(timers, makeDelays());
  return (events) => loop.run(events);
}

function benchLoop(): void {
  const engineLoop = makeEngineLoop();
  const bareLoop = makeBareLoop();
  engineLoop(eventsARound);
  bareLoop(eventsARound);
  const engine: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const bareSpeed = millionsASecond(eventsARound, () => bareLoop(eventsARound));
    const engineSpeed = millionsASecond(eventsARound, () => engineLoop(eventsARound));
    engine.push(engineSpeed);
    ratios.push(engineSpeed / bareSpeed);
  }
  print('engine-loop', median(engine), median(ratios), 'ratio to a bare heap >= 0.5 and >= 3 million events/s');
}

/** Appends serd.counted events from 1,000 processors, taken in batches with their digest, as a driver does. */
function benchLog(): void {
  const hosts = Array.from({ length: 20 }, (_, index) => `host-${index}`);
  const engine = new Engine({ seed: 1 });
  const start = engine.append('run.started', 'run', { title: 'Bench', seed: 1, startsAt: '', zone: 'UTC' }, []);
  let last = start;
  const append = (count: number): void => {
    for (let index = 0; index < count; index++) {
      const host = hosts[index % hosts.length] as string;
      const data = { host, processor: index % 1_000, count: index & 3, limit: 2, windowNs: 86_400_000_000_000 };
      last = engine.append('serd.counted', host, data, [last]);
      if (last % eventsABatch === 0) {
        engine.take(eventsABatch);
        engine.takenDigest();
      }
    }
  };
  append(loggedARound);
  const speeds = Array.from({ length: rounds }, () => millionsASecond(loggedARound, () => append(loggedARound)));
  print('engine-log-with-digest', median(speeds), null, '>= 2 million events/s');
}

benchLoop();
benchLog();
