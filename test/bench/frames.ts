/*
 * The way of an event from the simulation's thread through the store to a console's WebSocket, at pace 60: what of the
 * time to a painted row is not the browser's. Run with `node test/bench/frames.ts`.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openStation } from '../../main/station/open-station.ts';
import type { SimulationReport } from '../../main/workers/simulation-protocol.ts';
import { workerUrl } from '../../main/workers/worker-url.ts';
import { bigDrill } from '../contract/big-drill.ts';
import { transports } from '../contract/transports.ts';

const measuredEvents = 2_000;

const sentMs = new Map<number, number>();
const folder = await mkdtemp(join(tmpdir(), 'redline-bench-'));
const station = await openStation({ folder, spawnSimulation });
const session = station.newSession();
session.role = 'trainer';
const connection = await transports['over a WebSocket']?.({ station, session });
if (connection === undefined) throw new Error('there is no WebSocket transport');
const { client } = connection;
const scenario = { drill: bigDrill(), seed: 3, responder: { kind: 'people' }, ending: 'attended' } as const;
const { run } = await station.startScenario({ drill: 'a-bad-night', scenario, pace: 60 });

const waitedMs: number[] = [];
for await (const frame of await client.stream.open({ run, after: 0 })) {
  const nowMs = performance.now();
  // What stands in a host is there from the start, before anything is simulated.
  for (const { number, at } of frame.events) if (at > 0) waitedMs.push(nowMs - (sentMs.get(number) ?? Number.NaN));
  await client.stream.acknowledge({ stream: frame.stream, frame: frame.frame });
  if (waitedMs.length >= measuredEvents) break;
}
const share = waitedMs.toSorted((one, other) => one - other)[Math.floor(0.95 * waitedMs.length)] ?? Number.NaN;
const unit = `ms, 95th percentile of ${waitedMs.length}`;
const line = { bench: 'frame-to-websocket', value: Number(share.toFixed(1)), unit, goal: '< 110' };
process.stdout.write(`${JSON.stringify(line)}\n`);

await connection.vanish();
await station.close();
await rm(folder, { recursive: true });

/** A simulation whose batches are noted as they leave its thread. */
function spawnSimulation(): Worker {
  const worker = new Worker(workerUrl('simulation'));
  worker.on('message', (report: SimulationReport) => {
    if (report.type !== 'batch') return;
    for (const { seq } of report.batch.events) sentMs.set(seq, performance.now());
  });
  return worker;
}
