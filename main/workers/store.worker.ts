import { parentPort, workerData } from 'node:worker_threads';
import { assertPresent } from '../../shared/lib/assert.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { carryError } from './carried-error.ts';
import type { StoreAnswer, StoreRequest, StoreWorkerData } from './store-protocol.ts';

const port = assertPresent(parentPort, 'the store worker is not in a worker thread');
const answer = (message: StoreAnswer): void => port.postMessage(message);

function serve(store: Store, { id, method, inputs }: StoreRequest): void {
  try {
    const call = (method === 'append' ? store.appendPacked : store[method]) as (
      ...inputs: readonly unknown[]
    ) => unknown;
    answer({ kind: 'answer', id, value: call(...inputs) });
  } catch (error) {
    answer({ kind: 'error', id, error: carryError(error) });
  }
  if (method === 'close') port.close();
}

try {
  const { folder } = workerData as StoreWorkerData;
  const store = openStore({ folder, now: () => new Date() });
  port.on('message', (request: StoreRequest) => serve(store, request));
  answer({ kind: 'opened', error: null });
} catch (error) {
  answer({ kind: 'opened', error: carryError(error) });
}
