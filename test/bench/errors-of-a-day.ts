/*
 * A day in which faulty cells make a million errors, as a run of a station: through the simulation's worker, its batches,
 * the store's worker and the database. How fast that goes, and how much memory the program takes, threads and all.
 * Run with `node test/bench/errors-of-a-day.ts [errors]`.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openStation } from '../../main/station/open-station.ts';
import { dayOfErrors } from '../determinism/day-of-errors.ts';

const errors = Number(process.argv[2] ?? 1_000_000);
const lookEveryMs = 250;
const megabyte = 1_000_000;

const print = (bench: string, value: number, unit: string, goal: string): void => {
  process.stdout.write(`${JSON.stringify({ bench, value: Number(value.toFixed(1)), unit, goal })}\n`);
};

const folder = mkdtempSync(join(tmpdir(), 'redline-bench-'));
const station = await openStation({ folder });
const startedMs = performance.now();
const { run } = await station.startScenario({ drill: 'a-day', scenario: dayOfErrors(errors), pace: null });

/** The most that the program has had so far, noted as simulated time goes by. */
const held: { readonly share: number; readonly bytes: number }[] = [];
const session = station.newSession();
session.role = 'trainer';
const dayNs = 86_400e9;
const watch = setInterval(async () => {
  const { atNs } = await station.readRun(session, run);
  held.push({ share: atNs / dayNs, bytes: process.memoryUsage.rss() });
}, lookEveryMs);
const { events } = await station.whenEnded(run);
clearInterval(watch);
const seconds = (performance.now() - startedMs) / 1_000;

const most = (from: number, to: number): number =>
  held.reduce((highest, { share, bytes }) => (share >= from && share < to ? Math.max(highest, bytes) : highest), 0);
const database = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
print('day-of-errors', errors / seconds, `errors/s to the disk, ${events} events`, 'the whole path');
print('day-of-errors-memory', most(0, 2) / megabyte, 'MB at most, all threads', '< 1000');
const growth = (most(0.65, 2) - most(0, 0.3)) / megabyte;
print('day-of-errors-memory-growth', growth, 'MB from the first 30 % of the day to its last 35 %', '< 50');
print('day-of-errors-database', database / events, 'bytes an event in the database', '< 700');
await station.close();
rmSync(folder, { recursive: true });
process.exit(0);
