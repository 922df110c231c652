import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { openStore } from '../../main/store/open-store.ts';
import { newFolder, removeStations, testNow } from './station.ts';

afterAll(removeStations);

const kills = 8;
const writer = fileURLToPath(new URL('endless-writer.ts', import.meta.url));

/** Runs the writer for a while after its first word and kills it. Answers what it said last of each kind. */
async function killAfter(folder: string, delayMs: number): Promise<{ event: number; command: number }> {
  const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const closed = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), closed]);
  await sleep(delayMs);
  child.kill('SIGKILL');
  await closed;
  const lastOf = (kind: string): number =>
    Math.max(0, ...[...said.matchAll(new RegExp(`^${kind} (\\d+)\n`, 'gm'))].map((match) => Number(match[1])));
  return { event: lastOf('event'), command: lastOf('command') };
}

describe('a store whose process is killed at any moment', () => {
  test('has everything that it acknowledged, and is sound', async () => {
    const folder = newFolder();
    const run = 'run-1';
    let before = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const acknowledged = await killAfter(folder, (kill * 61) % 240);
      const store = openStore({ folder, now: testNow });
      expect(store.notices()).toEqual([]);
      const point = store.resumePoint(run);
      expect(acknowledged.event).toBeGreaterThan(before);
      expect(point.seq).toBeGreaterThanOrEqual(acknowledged.event);
      expect(point.pending.length).toBeGreaterThanOrEqual(acknowledged.command);
      expect(point.pending.map(({ number }) => number)).toEqual(point.pending.map((_, index) => index + 1));
      expect(store.countEvents({ run, role: 'trainer', incident: null })).toBe(point.seq);
      const last = store.events({ run, role: 'trainer', incident: null, after: point.seq - 1, limit: 10 });
      expect(last.map(({ number }) => number)).toEqual([point.seq]);
      const query = { run, role: 'trainer', search: '', host: null, before: null, limit: 1 } as const;
      expect(store.messages(query).total).toBe(point.seq - 4);
      before = point.seq;
      store.close();
    }
  }, 60_000);
});
