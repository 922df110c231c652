import { performance } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import { assertPresent } from '../../shared/lib/assert.ts';
import { toyFactory } from '../simulation/engine/toy-world.ts';
import type { SimulationRequest } from './simulation-protocol.ts';
import { SimulationRunner } from './simulation-runner.ts';
import { later } from './simulation-timer.ts';

/* The simulation worker with the engine's toy world in place of the real one, for tests. */
const port = assertPresent(parentPort, 'the simulation worker runs in a worker thread');
const runner = new SimulationRunner({
  factory: toyFactory,
  clockMs: () => performance.now(),
  report: (report) => port.postMessage(report),
  later,
});
port.on('message', (request: SimulationRequest) => runner.handle(request));
