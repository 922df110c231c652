import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSimulation } from '../../main/simulation/world.ts';
import { openStation } from '../../main/station/open-station.ts';
import { longestRunNs } from '../../shared/lib/time.ts';
import { bigDrill } from './big-drill.ts';
import { until } from './test-station.ts';

const scenario = { drill: bigDrill(), seed: 4, responder: { kind: 'automatic' }, ending: 'unattended' } as const;

/** A disk of its own of 64 MB, where the machine lets a test have one. */
let disk: string | null = null;

beforeAll(async () => {
  if (process.platform !== 'linux') return;
  const folder = await mkdtemp(join(tmpdir(), 'redline-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]);
  if (mounted.status === 0) disk = folder;
  else await rm(folder, { recursive: true });
});
afterAll(async () => {
  if (disk === null) return;
  spawnSync('umount', [disk]);
  await rm(disk, { recursive: true, force: true });
});

test('a full disk pauses a run, says why, and takes nothing from it', async (context) => {
  if (disk === null) return context.skip('this user may not mount a small disk to fill');
  const filler = join(disk, 'filler');
  const station = await openStation({ folder: join(disk, 'station') });
  try {
    const session = station.newSession();
    session.role = 'trainer';
    const { run } = await station.startScenario({ drill: 'a-bad-night', scenario, pace: 600 });
    await until(async () => ((await station.readRun(session, run)).events > 2_000 ? true : null), 'some events');
    await fill(filler);

    const stream = await station.openStream(session, run, 0, undefined);
    const problem = await until(async () => {
      const { value } = await stream.next();
      if (value === undefined) return null;
      station.acknowledge(session, value.stream, value.frame);
      return value.status.problem;
    }, 'the sentence about the full disk');
    expect(problem).toMatch(/full; free some space/);
    const stopped = await station.readRun(session, run);
    expect(stopped.state).toBe('running');
    await station.paceRun(session, run, null, false).catch(() => undefined);

    await rm(filler);
    await until(async () => ((await station.readRun(session, run)).events > stopped.events ? true : null), 'going on');
    await station.paceRun(session, run, null, false);
    const ended = await station.whenEnded(run);
    await stream.return();
    expect(ended.digest).toBe(digestAtOnce());
  } finally {
    await station.close();
  }
});

/** Writes until there is no room left, in ever smaller pieces. */
async function fill(path: string): Promise<void> {
  for (let size = 2 ** 20; size >= 1; size = Math.floor(size / 16)) {
    const piece = Buffer.alloc(size);
    for (;;) {
      const isFull = await writeFile(path, piece, { flag: 'a' }).then(
        () => false,
        () => true,
      );
      if (isFull) break;
    }
  }
}

function digestAtOnce(): string {
  const simulation = createSimulation(scenario);
  simulation.advance(longestRunNs, Number.POSITIVE_INFINITY);
  return simulation.digest();
}
