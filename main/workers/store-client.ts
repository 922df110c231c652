import { Worker } from 'node:worker_threads';
import { assert } from '../../shared/lib/assert.ts';
import { packBatch } from '../store/packed-batch.ts';
import type { EventBatch, StoreApi } from '../store/store-api.ts';
import { StoreRefused } from '../store/store-refused.ts';
import { uncarryError } from './carried-error.ts';
import type { StoreAnswer, StoreMethod, StoreRequest, StoreWorkerData } from './store-protocol.ts';
import { workerUrl } from './worker-url.ts';

/** Calls that wait for the store at once. More means that somebody does not wait for answers. */
const waitingLimit = 10_000;

/** The store from another thread: the same methods, each a promise. Errors keep their type and their sentence. */
export type StoreClient = {
  readonly [Method in StoreMethod]: (...inputs: Parameters<StoreApi[Method]>) => Promise<ReturnType<StoreApi[Method]>>;
};

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const methods = [
  'notices',
  'createRun',
  'acceptCommand',
  'append',
  'setPace',
  'setReadOnly',
  'listRuns',
  'readRun',
  'unfinishedRuns',
  'resumePoint',
  'pager',
  'incident',
  'why',
  'fleet',
  'systemFile',
  'systemFileText',
  'processor',
  'memory',
  'messages',
  'console',
  'events',
  'eventsOfKinds',
  'countEvents',
  'saveDrill',
  'readDrills',
  'close',
] as const satisfies readonly StoreMethod[];

/** Calls on their way to the worker, which answers in the order of asking. */
class Calls {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #over: Error | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
  }

  call(method: StoreMethod, inputs: readonly unknown[]): Promise<unknown> {
    if (this.#over !== null) return Promise.reject(this.#over);
    assert(this.#waiting.size < waitingLimit, 'too many calls wait for the store');
    this.#lastId += 1;
    const request: StoreRequest = { id: this.#lastId, method, inputs };
    const answered = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
    });
    this.#worker.postMessage(request);
    if (method === 'close') this.#over = new StoreRefused('unreachable', 'The station is closed.');
    return answered;
  }

  settle(message: Exclude<StoreAnswer, { kind: 'opened' }>): void {
    const waiting = this.#waiting.get(message.id);
    assert(waiting !== undefined, 'the store answers a call that nobody made');
    this.#waiting.delete(message.id);
    if (message.kind === 'answer') waiting.resolve(message.value);
    else waiting.reject(uncarryError(message.error));
  }

  /** The worker is gone: nobody waits for ever. */
  end(error: Error): void {
    this.#over ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function clientOf(calls: Calls, ended: Promise<void>): StoreClient {
  const entries = methods.map((method) => [method, (...inputs: unknown[]) => calls.call(method, inputs)] as const);
  const client = Object.fromEntries(entries) as unknown as StoreClient;
  const close = async (): Promise<void> => {
    await client.close();
    await ended;
  };
  const append = (batch: EventBatch): Promise<void> => calls.call('append', [packBatch(batch)]) as Promise<void>;
  return { ...client, append, close };
}

/**
 * Opens the station's store in its own thread. `close` answers when everything asked before is done and the file is
 * closed. Rejects with `StoreRefused` where the station cannot be opened.
 */
export function openStoreClient({ folder }: StoreWorkerData): Promise<StoreClient> {
  const workerData: StoreWorkerData = { folder };
  const worker = new Worker(workerUrl('store'), { workerData });
  const calls = new Calls(worker);
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    worker.on('message', (message: StoreAnswer) => {
      if (message.kind !== 'opened') calls.settle(message);
      else if (message.error === null) resolve(clientOf(calls, ended));
      else reject(uncarryError(message.error));
    });
    const fail = (error: Error): void => {
      calls.end(error);
      reject(error);
    };
    worker.once('error', fail);
    worker.once('exit', () => fail(new StoreRefused('unreachable', 'The station has stopped; start Redline again.')));
  });
}
