import { assert } from '../../../shared/lib/assert.ts';
import type { PlainState } from '../engine/room.ts';

/** What a task is doing. Runnable is running or waiting for its processor. */
export const taskState = { runnable: 0, interruptible: 1, uninterruptible: 2, dead: 3 } as const;
/** How a task is scheduled: by its nice value, or as real-time without and with a slice. */
export const taskPolicy = { other: 0, fifo: 1, roundRobin: 2 } as const;
/** In no array: asleep or dead. */
export const noArray = -1;
export const noTask = -1;

const initialCapacity = 64;
/** At most this many tasks on one host. */
const mostTasks = 1 << 20;

type Column = Uint8Array | Int8Array | Int16Array | Int32Array | Float64Array;

/**
 * The tasks of a host, one array a number and one place in it a task: what is touched at each switch lies close
 * together. A task keeps its number for good; numbers count from 0 in order of creation.
 */
export class TaskTable {
  length = 0;
  state = new Uint8Array(initialCapacity);
  policy = new Uint8Array(initialCapacity);
  /** 1 for a kernel thread, which is never taken for interactive. */
  kernel = new Uint8Array(initialCapacity);
  staticPriority = new Uint8Array(initialCapacity);
  priority = new Uint8Array(initialCapacity);
  processor = new Int16Array(initialCapacity);
  /** Which of its processor's two arrays it is in, `noArray` for neither. */
  array = new Int8Array(initialCapacity);
  next = new Int32Array(initialCapacity);
  previous = new Int32Array(initialCapacity);
  slice = new Int16Array(initialCapacity);
  /** 1 until it has used up the slice that it got from its parent. */
  firstSlice = new Uint8Array(initialCapacity);
  /** In ticks or nanoseconds, as the profile's family has it. */
  sleepAverage = new Float64Array(initialCapacity);
  /** The tick at which it last left its processor. */
  lastRun = new Float64Array(initialCapacity);
  /** Since when it has been doing what it does, in nanoseconds. */
  sinceNs = new Float64Array(initialCapacity);
  /** How it was woken: 2 by an interrupt, 1 by a task, -1 from uninterruptible sleep, 0 not since it ran. */
  activated = new Int8Array(initialCapacity);
  credit = new Int16Array(initialCapacity);
  /** What is left of the burst at hand, while it does not run. Infinity for a hog. */
  burstNs = new Float64Array(initialCapacity);
  /** Time that it has run in all, up to when it last left its processor. */
  ranNs = new Float64Array(initialCapacity);
  parent = new Int32Array(initialCapacity);

  /** A new task, asleep, its numbers all 0 but its links. */
  add(): number {
    if (this.length === this.state.length) this.#resize(2 * this.length);
    const task = this.length;
    this.length += 1;
    this.state[task] = taskState.interruptible;
    this.array[task] = noArray;
    this.next[task] = noTask;
    this.previous[task] = noTask;
    this.parent[task] = noTask;
    return task;
  }

  save(): PlainState {
    return columns.map((name) => Float64Array.from(this[name].subarray(0, this.length)));
  }

  restore(saved: PlainState): void {
    const values = saved as readonly Float64Array[];
    assert(values.length === columns.length, 'a table of the same columns');
    this.length = (values[0] as Float64Array).length;
    this.#resize(Math.max(initialCapacity, this.length));
    for (const [index, name] of columns.entries()) this[name].set(values[index] as Float64Array);
  }

  #resize(capacity: number): void {
    assert(capacity <= mostTasks, 'a host has room for the task');
    for (const name of columns) {
      const values: Column = this[name];
      const wider = new (values.constructor as new (length: number) => Column)(capacity);
      wider.set(values.subarray(0, Math.min(capacity, values.length)));
      (this as Record<string, unknown>)[name] = wider;
    }
  }
}

const columns = [
  ...(['state', 'policy', 'kernel', 'staticPriority', 'priority', 'processor', 'array', 'next', 'previous'] as const),
  ...(['slice', 'firstSlice', 'sleepAverage', 'lastRun', 'sinceNs', 'activated', 'credit'] as const),
  ...(['burstNs', 'ranNs', 'parent'] as const),
] satisfies (keyof TaskTable)[];
