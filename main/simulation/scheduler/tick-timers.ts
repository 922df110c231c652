import { assert } from '../../../shared/lib/assert.ts';
import { EventQueue, type EventQueueState } from '../engine/event-queue.ts';
import type { PlainState } from '../engine/room.ts';

/** Timers of fewer ticks than this are kept by tick, longer ones in a queue. A power of two. */
const near = 4096;
const none = -1;

interface TickTimersState {
  readonly far: EventQueueState;
  /** Tasks in the order in which they will be woken, with their ticks. */
  readonly tasks: Int32Array;
  readonly ticks: Float64Array;
}

/**
 * When sleeping tasks wake, by the tick, and of one tick in the order in which they fell asleep. A task has one timer
 * at most. Near ticks have a list each, with a bit that says whether it is empty: adding and taking cost the same
 * however many tasks sleep.
 */
export class TickTimers {
  #first = Number.POSITIVE_INFINITY;
  #count = 0;
  readonly #heads = new Int32Array(near).fill(none);
  readonly #tails = new Int32Array(near).fill(none);
  readonly #bits = new Int32Array(near / 32);
  #next = new Int32Array(64);
  readonly #far = new EventQueue();

  /** The tick of the first timer, Infinity for none. */
  get firstTick(): number {
    return this.#first;
  }

  /** Sets the timer of a task to a tick after `now`. */
  add(task: number, tick: number, now: number): void {
    assert(tick > now, 'a timer is for later');
    if (tick - now < near) this.#addNear(task, tick);
    else this.#far.push(tick, 0, task);
    if (tick < this.#first) this.#first = tick;
  }

  /** Takes the first task out; there must be one. */
  takeFirst(): number {
    const tick = this.#first;
    // What was set long ago was set before what was set lately.
    if (this.#far.firstAtNs() === tick) {
      const task = this.#far.firstPayload();
      this.#far.dropFirst();
      this.#findFirst();
      return task;
    }
    const slot = tick & (near - 1);
    const task = this.#heads[slot] as number;
    const next = this.#next[task] as number;
    this.#heads[slot] = next;
    this.#count -= 1;
    if (next !== none) return task;
    this.#bits[slot >> 5] = (this.#bits[slot >> 5] as number) & ~(0x8000_0000 >>> (slot & 31));
    this.#findFirst();
    return task;
  }

  save(): PlainState {
    const tasks: number[] = [];
    const ticks: number[] = [];
    for (let tick = this.#nextNear(this.#first); tick !== Number.POSITIVE_INFINITY; tick = this.#nextNear(tick + 1)) {
      if (tick >= this.#first + near) break;
      for (let task = this.#heads[tick & (near - 1)] as number; task !== none; task = this.#next[task] as number) {
        tasks.push(task);
        ticks.push(tick);
      }
    }
    assert(tasks.length === this.#count, 'every timer is saved');
    const state: TickTimersState = {
      far: this.#far.save(),
      tasks: Int32Array.from(tasks),
      ticks: Float64Array.from(ticks),
    };
    return state as unknown as PlainState;
  }

  restore(saved: PlainState): void {
    const { far, tasks, ticks } = saved as unknown as TickTimersState;
    this.#far.restore(far);
    this.#heads.fill(none);
    this.#bits.fill(0);
    this.#count = 0;
    for (const [index, task] of tasks.entries()) this.#addNear(task, ticks[index] as number);
    this.#first = Math.min(this.#far.firstAtNs(), ticks[0] ?? Number.POSITIVE_INFINITY);
  }

  #addNear(task: number, tick: number): void {
    if (task >= this.#next.length) this.#grow(task);
    const slot = tick & (near - 1);
    this.#next[task] = none;
    if (this.#heads[slot] === none) {
      this.#heads[slot] = task;
      this.#bits[slot >> 5] = (this.#bits[slot >> 5] as number) | (0x8000_0000 >>> (slot & 31));
    } else {
      this.#next[this.#tails[slot] as number] = task;
    }
    this.#tails[slot] = task;
    this.#count += 1;
  }

  /** What was first is gone: every other timer is for the same tick or a later one. */
  #findFirst(): void {
    this.#first = Math.min(this.#far.firstAtNs(), this.#nextNear(this.#first));
  }

  /** The first tick from `from` on with a near timer, Infinity for none. */
  #nextNear(from: number): number {
    if (this.#count === 0) return Number.POSITIVE_INFINITY;
    const words = this.#bits.length;
    const start = from & (near - 1);
    let mask = 0xffff_ffff >>> (start & 31);
    for (let step = 0; step <= words; step++, mask = -1) {
      const word = ((start >> 5) + step) & (words - 1);
      const bits = (this.#bits[word] as number) & mask;
      if (bits !== 0) return from + ((32 * word + Math.clz32(bits) - start + near) & (near - 1));
    }
    return Number.POSITIVE_INFINITY;
  }

  #grow(task: number): void {
    const wider = new Int32Array(Math.max(2 * this.#next.length, task + 1));
    wider.set(this.#next);
    this.#next = wider;
  }
}
