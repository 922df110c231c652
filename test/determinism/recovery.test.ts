import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSimulation } from '../../main/simulation/world.ts';
import { openStore } from '../../main/store/open-store.ts';
import type { ResumePoint } from '../../main/store/store-api.ts';
import { longestRunNs } from '../../shared/lib/time.ts';
import type { LoggedEvent } from '../../shared/model/events.ts';

const kills = 10;
/** Killed at most this long after its first promise, or for some after it is started. */
const longestLifeMs = 600;
const commandEveryMs = 15;
/** Every so many kills come while the station starts. */
const startingEvery = 5;

type Line =
  | { kind: 'ready'; run: string; state: string; pace: number | null; events: number }
  | { kind: 'accepted'; number: number; text: string }
  | { kind: 'shown'; to: number; events: number; digest: string }
  | { kind: 'ended'; digest: string }
  | { kind: 'failed'; problem: string };

/** What killed processes had promised. */
interface Promised {
  readonly commands: Map<number, string>;
  readonly digests: Map<number, string>;
  newest: number;
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redline-recovery-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test(`a run that is killed ${kills} times loses nothing it promised and ends as if it had not been`, async () => {
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
  process.stdout.write(`recovery: SEED=${seed}\n`);
  const random = randomNumbers(seed);
  const promised: Promised = { commands: new Map(), digests: new Map(), newest: 0 };
  let notes = 0;
  const nextNote = () => `note ${++notes} of seed ${seed}`;

  for (let kill = 0; kill < kills; kill += 1) {
    const whileStarting = kill % startingEvery === startingEvery - 1;
    await liveAndDie(promised, whileStarting, random() * longestLifeMs, nextNote);
  }
  const { run, digest } = await liveToTheEnd(promised);

  const { point, log } = readLog(run);
  expect(point.digest).toBe(digest);
  expect(log.length).toBeGreaterThanOrEqual(promised.newest);
  const applied = new Map(point.applied.map(({ number, command }) => [number, command]));
  for (const [number, text] of promised.commands) expect(applied.get(number)).toMatchObject({ text });
  expect(point.pending).toEqual([]);
  expect(promised.commands.size).toBeGreaterThanOrEqual(kills - kills / startingEvery);
  expect(promised.digests.size).toBeGreaterThan(0);

  const uninterrupted = runAtOnce(point, promised.digests);
  expect(uninterrupted.digest).toBe(digest);
  expect(uninterrupted.log).toEqual(log);
}, 120_000);

/** Whole numbers of a seed, between 0 and 1. */
function randomNumbers(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => (generator.next() >>> 0) / 2 ** 32;
}

function start(promised: Promised, onLine: (line: Line) => void): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./station-process.ts', import.meta.url)), folder]);
  child.stdin.on('error', () => undefined);
  let complaint = '';
  child.stderr.on('data', (data: Buffer) => {
    complaint = (complaint + data.toString()).slice(-4_000);
  });
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    keep(promised, line);
    onLine(line);
  });
  child.on('exit', (code) => {
    if (code !== null && code !== 0) throw new Error(`the station's process failed: ${complaint}`);
  });
  return child;
}

/** Notes what the process says, and checks that a new one knows what an old one had shown. */
function keep(promised: Promised, line: Line): void {
  if (line.kind === 'failed') throw new Error(line.problem);
  if (line.kind === 'ready') {
    expect(line).toMatchObject({ state: 'running', pace: 600 });
    expect(line.events).toBeGreaterThanOrEqual(promised.newest);
  }
  if (line.kind === 'accepted') promised.commands.set(line.number, line.text);
  if (line.kind === 'shown') {
    promised.newest = Math.max(promised.newest, line.to);
    promised.digests.set(line.events, line.digest);
  }
}

async function liveAndDie(
  promised: Promised,
  whileStarting: boolean,
  lifeMs: number,
  nextNote: () => string,
): Promise<void> {
  let talking: NodeJS.Timeout | undefined;
  let dying = whileStarting;
  const die = () => setTimeout(() => child.kill('SIGKILL'), lifeMs);
  const child = start(promised, (line) => {
    if (line.kind === 'ready') {
      talking = setInterval(() => child.stdin.write(`note ${nextNote()}\n`), commandEveryMs);
    }
    if (line.kind !== 'accepted' || dying) return;
    dying = true;
    die();
  });
  if (whileStarting) die();
  const [, signal] = await once(child, 'close');
  clearInterval(talking);
  expect(signal).toBe('SIGKILL');
}

async function liveToTheEnd(promised: Promised): Promise<{ run: string; digest: string }> {
  let run = '';
  let digest = '';
  const child = start(promised, (line) => {
    if (line.kind === 'ready') {
      run = line.run;
      child.stdin.write('pace\n');
    }
    if (line.kind !== 'ended') return;
    digest = line.digest;
    child.kill('SIGKILL');
  });
  await once(child, 'close');
  return { run, digest };
}

function readLog(run: string): { point: ResumePoint; log: Pick<LoggedEvent, 'seq' | 'at' | 'kind' | 'data'>[] } {
  const store = openStore({ folder, now: () => new Date() });
  try {
    const log = [];
    for (;;) {
      const after = log.length;
      const events = store.events({ run, role: 'trainer', incident: null, after, limit: 5_000 });
      if (events.length === 0) break;
      for (const { number, at, kind, data } of events) log.push({ seq: number, at, kind, data } as LoggedEvent);
    }
    return { point: store.resumePoint(run), log };
  } finally {
    store.close();
  }
}

/** The same scenario with the same commands at the same instants, in one go; digests on the way must be those shown. */
function runAtOnce({ scenario, applied }: ResumePoint, shown: ReadonlyMap<number, string>) {
  const simulation = createSimulation(scenario);
  const log: Pick<LoggedEvent, 'seq' | 'at' | 'kind' | 'data'>[] = [];
  const takeAll = () => {
    for (let [event] = simulation.take(1); event !== undefined; [event] = simulation.take(1)) {
      const { seq, at, kind, data } = event;
      log.push({ seq, at, kind, data });
      const digest = shown.get(seq);
      if (digest !== undefined) expect(simulation.takenDigest()).toBe(digest);
    }
  };
  for (const command of applied) {
    simulation.advance(command.atNs, Number.POSITIVE_INFINITY);
    simulation.apply(command);
    takeAll();
  }
  simulation.advance(longestRunNs, Number.POSITIVE_INFINITY);
  takeAll();
  return { digest: simulation.digest(), log };
}
