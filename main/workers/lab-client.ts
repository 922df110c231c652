import { Worker } from 'node:worker_threads';
import { assert } from '../../shared/lib/assert.ts';
import type { LabAnswer, LabApi, LabMethod, LabRequest } from './lab-protocol.ts';
import { workerUrl } from './worker-url.ts';

/** Calls that wait at once. More means that somebody does not wait for answers. */
const waitingLimit = 1000;
/** A user's file may not take the memory of the program. */
const memoryLimitMb = 512;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (value: number) => void;
}

const ignore = (): void => {};

/** The worker with the calls on their way to it. It starts with the first call, and anew after it has died. */
class LabThread {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #lastId = 0;
  #closed = false;

  call(method: LabMethod, input: unknown, onProgress: (value: number) => void = ignore): Promise<unknown> {
    if (this.#closed) return Promise.reject(new Error('The lab is closed.'));
    assert(this.#waiting.size < waitingLimit, 'too many calls wait for the lab');
    this.#lastId += 1;
    const request: LabRequest = { id: this.#lastId, method, input };
    this.#worker ??= this.#start();
    const worker = this.#worker;
    // The program waits for answers, and for nothing else of the lab.
    worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject, onProgress });
      worker.postMessage(request);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(workerUrl('lab'), { resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb } });
    worker.on('message', (answer: LabAnswer) => this.#settle(answer));
    worker.once('error', (error: Error) => this.#end(worker, `The file could not be read: ${error.message}`));
    worker.once('exit', () => this.#end(worker, 'The lab has stopped.'));
    return worker;
  }

  #settle(answer: LabAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    assert(waiting !== undefined, 'the lab answers a call that nobody made');
    if (answer.kind === 'progress') {
      waiting.onProgress(answer.value);
      return;
    }
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if (answer.kind === 'answer') waiting.resolve(answer.value);
    else waiting.reject(new Error(answer.message));
  }

  #end(worker: Worker, reason: string): void {
    // An error comes before the exit: by then the next call may have started another.
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }
}

/** The lab in a thread of its own, so that a big file stops nothing: the same methods, each a promise. */
export class LabClient {
  readonly #thread = new LabThread();

  importDrill(...input: Parameters<LabApi['importDrill']>): Promise<ReturnType<LabApi['importDrill']>> {
    return this.#call('importDrill', input);
  }

  readDrill(...input: Parameters<LabApi['readDrill']>): Promise<ReturnType<LabApi['readDrill']>> {
    return this.#call('readDrill', input);
  }

  decodeMessage(...input: Parameters<LabApi['decodeMessage']>): Promise<ReturnType<LabApi['decodeMessage']>> {
    return this.#call('decodeMessage', input);
  }

  /** `onProgress` is told how far simulated time has come. `close` cancels it, with all else. */
  compareWhatIf(
    ...[input, onProgress]: Parameters<LabApi['compareWhatIf']>
  ): Promise<ReturnType<LabApi['compareWhatIf']>> {
    return this.#thread.call('compareWhatIf', input, onProgress) as Promise<ReturnType<LabApi['compareWhatIf']>>;
  }

  /** `onProgress` is told how many hosts and policies are done. `close` cancels it, with all else. */
  compareObserved(
    ...[input, onProgress]: Parameters<LabApi['compareObserved']>
  ): Promise<ReturnType<LabApi['compareObserved']>> {
    return this.#thread.call('compareObserved', input, onProgress) as Promise<ReturnType<LabApi['compareObserved']>>;
  }

  /** Ends the thread. Calls that still wait are rejected. */
  close(): Promise<void> {
    return this.#thread.close();
  }

  #call<Method extends LabMethod>(
    method: Method,
    [input]: readonly [Parameters<LabApi[Method]>[0]],
  ): Promise<ReturnType<LabApi[Method]>> {
    return this.#thread.call(method, input) as Promise<ReturnType<LabApi[Method]>>;
  }
}
