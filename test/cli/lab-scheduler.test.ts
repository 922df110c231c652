import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { redline } from './redline.ts';

const folder = mkdtempSync(join(tmpdir(), 'redline-scheduler-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const vector = (name: string): string => fileURLToPath(new URL(`../vectors/scheduler/${name}.json`, import.meta.url));

test('lab scheduler prints one document, by default for the seed profile', async () => {
  const { exit, output, errors } = await redline(['lab', 'scheduler', vector('trace-s01-two-equal-hogs')]);
  expect({ exit, errors }).toEqual({ exit: 0, errors: '' });
  const document = JSON.parse(output);
  expect(Object.keys(document)).toEqual([
    ...['profile', 'segments', 'ticks', 'events', 'snapshots', 'context_switches', 'cpu_us'],
  ]);
  expect(document).toMatchObject({ profile: 'seed-10s', context_switches: [10], cpu_us: { a: 510_000, b: 490_000 } });
});

test('traces: Chrome JSON whose slices do not overlap, and the text of ftrace', async () => {
  const perfetto = join(folder, 'trace.json');
  const ftrace = join(folder, 'trace.txt');
  const { exit, errors } = await redline([
    ...['lab', 'scheduler', vector('trace-s10-wait-queue-wake-one'), '--profile', 'linux-2.6.8'],
    ...['--perfetto', perfetto, '--ftrace', ftrace],
  ]);
  expect({ exit, errors }).toEqual({ exit: 0, errors: '' });
  const { traceEvents } = JSON.parse(readFileSync(perfetto, 'utf8'));
  const ends = new Map<string, number>();
  let slices = 0;
  for (const { ph, pid, tid, ts, dur } of traceEvents) {
    expect(['M', 'X', 'C', 'i']).toContain(ph);
    if (ph !== 'X') continue;
    slices += 1;
    expect(ts).toBeGreaterThanOrEqual(ends.get(`${pid}/${tid}`) ?? 0);
    ends.set(`${pid}/${tid}`, ts + dur);
  }
  expect(slices).toBeGreaterThan(100);
  const lines = readFileSync(ftrace, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const columns =
    /^ *\S+-\d+ +\[\d{3}\] \.{4} +\d+\.\d{6}: sched_(switch|wakeup|migrate_task|process_fork|process_exit): \S/;
  expect(lines.filter((line) => !columns.test(line))).toEqual([]);
  expect(lines.length).toBeGreaterThan(200);
});

test('what is wrong is told in one line with its place', async () => {
  const unknown = await redline(['lab', 'scheduler', vector('profiles'), '--profile', 'linux-2.6.0']);
  expect(unknown).toMatchObject({ exit: 2, output: '' });
  expect(unknown.errors).toBe(`${vector('profiles')}: cpus: missing, expected a number\n`);
  const profile = await redline(['lab', 'scheduler', vector('profiles'), '--profile', 'bsd']);
  expect(profile).toMatchObject({ exit: 2, output: '' });
  expect(profile.errors).toContain('seed-10s, seed-10ms, linux-2.6.0, linux-2.6.8, linux-2.6.11');
});
