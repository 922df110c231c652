import type { PlainState } from '../engine/room.ts';

/** A task in a wait queue. An exclusive one is woken alone. */
interface Waiter {
  readonly task: number;
  readonly exclusive: boolean;
}

/**
 * Tasks that wait for tokens. Those that are not exclusive stand at the head, the last one first; exclusive ones at the
 * tail, the first one first.
 */
export class WaitQueue {
  tokens = 0;
  #waiters: Waiter[] = [];

  get length(): number {
    return this.#waiters.length;
  }

  save(): PlainState {
    return { tokens: this.tokens, waiters: this.#waiters.map(({ task, exclusive }) => [task, exclusive]) };
  }

  static restored(saved: PlainState): WaitQueue {
    const { tokens, waiters } = saved as { readonly tokens: number; readonly waiters: readonly [number, boolean][] };
    const queue = new WaitQueue();
    queue.tokens = tokens;
    queue.#waiters = waiters.map(([task, exclusive]) => ({ task, exclusive }));
    return queue;
  }

  add(task: number, exclusive: boolean): void {
    if (exclusive) this.#waiters.push({ task, exclusive });
    else this.#waiters.unshift({ task, exclusive });
  }

  remove(task: number): void {
    this.#waiters = this.#waiters.filter((waiter) => waiter.task !== task);
  }

  /**
   * Wakes from the head every waiter met, until `most` exclusive ones have been woken (0: no limit). `wake` says
   * whether the task slept; one that did leaves the queue, the others do not count.
   */
  wake(most: number, wake: (task: number) => boolean): void {
    let exclusive = 0;
    const left: Waiter[] = [];
    for (let index = 0; index < this.#waiters.length; index++) {
      const waiter = this.#waiters[index] as Waiter;
      if (!wake(waiter.task)) {
        left.push(waiter);
        continue;
      }
      if (!waiter.exclusive) continue;
      exclusive += 1;
      if (exclusive === most) {
        left.push(...this.#waiters.slice(index + 1));
        break;
      }
    }
    this.#waiters = left;
  }
}
