import { type ClientLink, createORPCClient } from '@orpc/client';
import type { RedlineClient } from '../../shared/contract/contract.ts';
import { type Link, ShutOutError, timeoutMs } from './link.ts';

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** `advice`: what a person must do, where trying again cannot help; else null. */
  | { readonly kind: 'reconnecting'; readonly sinceMs: number; readonly advice: string | null };

interface ConnectionOptions {
  readonly openLink: () => Promise<Link>;
  readonly nowMs: () => number;
}

type Call = ClientLink<Record<never, never>>['call'];

const firstBackoffMs = 250;
const longestBackoffMs = 5_000;

/** What a call answers with when there is no way to the station, or the station did not answer in time. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/** Keeps one link to the station open and offers one client that outlives the links. */
export class Connection {
  readonly client: RedlineClient;
  #state: ConnectionState = { kind: 'connecting' };
  #link: Link | null = null;
  #stopped = false;
  #answers = 0;
  readonly #options: ConnectionOptions;
  readonly #listeners = new Set<() => void>();

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.client = createORPCClient({ call: this.#call });
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Calls `listener` on every change of state; the answer takes it off again. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(): void {
    void this.#keepConnected();
  }

  stop(): void {
    this.#stopped = true;
    this.#link?.close();
  }

  /** Settles when the station can be reached; rejects when `signal` is aborted first. */
  whenConnected(signal: AbortSignal): Promise<void> {
    if (this.#state.kind === 'connected') return Promise.resolve();
    return new Promise((resolve, reject) => {
      const stop = this.subscribe(() => {
        if (this.#state.kind !== 'connected') return;
        stop();
        resolve();
      });
      signal.addEventListener('abort', () => {
        stop();
        reject(signal.reason);
      });
    });
  }

  async #keepConnected(): Promise<void> {
    let backoffMs = firstBackoffMs;
    while (!this.#stopped) {
      try {
        const link = await this.#options.openLink();
        backoffMs = firstBackoffMs;
        this.#link = link;
        this.#change({ kind: 'connected' });
        await link.closed;
        this.#lost(null);
      } catch (problem) {
        this.#lost(problem instanceof ShutOutError ? problem.message : null);
      }
      this.#link = null;
      await new Promise((resolve) => setTimeout(resolve, backoffMs));
      backoffMs = Math.min(backoffMs * 2, longestBackoffMs);
    }
  }

  #lost(advice: string | null): void {
    const sinceMs = this.#state.kind === 'reconnecting' ? this.#state.sinceMs : this.#options.nowMs();
    this.#change({ kind: 'reconnecting', sinceMs, advice });
  }

  #change(state: ConnectionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  /** One call over the link that is open now; the first ones wait until there is one. */
  readonly #call: Call = async (path, input, options) => {
    if (this.#state.kind === 'connecting') await this.whenConnected(AbortSignal.timeout(timeoutMs));
    const link = this.#link;
    if (link === null) throw new ConnectionError('The station cannot be reached: nothing was sent.');
    const giveUp = new AbortController();
    const signal = options.signal === undefined ? giveUp.signal : AbortSignal.any([options.signal, giveUp.signal]);
    const answersBefore = this.#answers;
    const onTimeout = (): void => {
      giveUp.abort();
      // A link over which nothing at all is answered is dead, even if nobody has said so: a new one is opened.
      if (this.#answers === answersBefore) link.close();
    };
    const answer = await settleWithin(link.calls.call(path, input, { ...options, signal }), link, onTimeout);
    this.#answers += 1;
    return answer;
  };
}

/** Settles with `call`, or with an error when the link closes or the time limit passes first. */
function settleWithin(call: Promise<unknown>, link: Link, onTimeout: () => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      onTimeout();
      reject(new ConnectionError('The station did not answer within 10 seconds.'));
    }, timeoutMs);
    link.closed.then(() => {
      clearTimeout(timer);
      reject(new ConnectionError('The connection to the station was lost before it answered.'));
    });
    call.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
