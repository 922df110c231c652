import { serialize, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createSimulation } from '../../main/simulation/world.ts';
import { longestRunNs } from '../../shared/lib/time.ts';
import { dayOfErrors } from './day-of-errors.ts';

const errors = 1_000_000;
/** By then tables have their size and code is compiled. */
const warmShare = 0.3;
const eventsABatch = 500;
/** Less than one number for each error. */
const mostBytesPerError = 5;
const mostSnapshotGrowthBytes = 150_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heldBytes(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

it('a day of a million errors of faulty cells needs no more memory at its end than at its beginning', () => {
  const simulation = createSimulation(dayOfErrors(errors));
  let seen = 0;
  const seeErrors = (wanted: number): { held: number; snapshot: number } => {
    while (seen < wanted && !simulation.ended) {
      simulation.advance(longestRunNs, eventsABatch);
      for (const { kind } of simulation.take(eventsABatch)) {
        if (kind === 'ecc.reported' || kind === 'memory.reported') seen += 1;
      }
    }
    return { held: heldBytes(), snapshot: serialize(simulation.save()).length };
  };
  const warm = seeErrors(errors * warmShare);
  const seenWarm = seen;
  // The number drawn is not exact; the run must not be over yet.
  const late = seeErrors(errors * 0.97);
  expect(simulation.ended).toBe(false);
  expect(seen).toBeGreaterThanOrEqual(errors * 0.97);
  expect((late.held - warm.held) / (seen - seenWarm)).toBeLessThan(mostBytesPerError);
  expect(late.snapshot - warm.snapshot).toBeLessThan(mostSnapshotGrowthBytes);
  console.info(`held ${warm.held} bytes after ${seenWarm} errors, ${late.held} after ${seen}`);
}, 240_000);
