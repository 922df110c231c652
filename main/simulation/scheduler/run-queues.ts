import { assert } from '../../../shared/lib/assert.ts';
import type { PlainState } from '../engine/room.ts';
import { priorityCount } from './priorities.ts';
import { noArray, noTask, type TaskTable } from './task-table.ts';

/** 160 bits for 140 priorities: bit 31 of the first word is priority 0, so that counting leading zeros finds the best. */
const bitmapWords = 5;

/** The idle task's priority: worse than any. */
const idlePriority = priorityCount;

/**
 * The run queues of a host: for each processor two priority arrays, which are 140 lists with a bitmap of those that are
 * not empty, and what the kernel keeps beside them. The running task stays in its list.
 */
export class RunQueues {
  readonly processors: number;
  readonly #tasks: TaskTable;
  readonly #heads: Int32Array;
  readonly #tails: Int32Array;
  readonly #bitmaps: Int32Array;
  readonly #counts: Int32Array;
  /** Which of its two arrays is the active one. */
  readonly active: Uint8Array;
  readonly current: Int32Array;
  /** Tasks in both arrays, the running one included. */
  readonly running: Int32Array;
  readonly uninterruptible: Int32Array;
  /** The tick of the first expiry since the last swap, 0 for none. */
  readonly expiredAt: Float64Array;
  readonly bestExpired: Uint8Array;
  readonly switches: Float64Array;
  readonly isOnline: Uint8Array;

  constructor(processors: number, tasks: TaskTable) {
    assert(processors >= 1 && processors <= 1024, 'a host has 1 to 1024 processors');
    this.processors = processors;
    this.#tasks = tasks;
    const lists = processors * 2 * priorityCount;
    this.#heads = new Int32Array(lists).fill(noTask);
    this.#tails = new Int32Array(lists).fill(noTask);
    this.#bitmaps = new Int32Array(processors * 2 * bitmapWords);
    this.#counts = new Int32Array(processors * 2);
    this.active = new Uint8Array(processors);
    this.current = new Int32Array(processors).fill(noTask);
    this.running = new Int32Array(processors);
    this.uninterruptible = new Int32Array(processors);
    this.expiredAt = new Float64Array(processors);
    this.bestExpired = new Uint8Array(processors).fill(priorityCount);
    this.switches = new Float64Array(processors);
    this.isOnline = new Uint8Array(processors).fill(1);
  }

  /** Tasks in one array of a processor. */
  count(processor: number, array: number): number {
    return this.#counts[2 * processor + array] as number;
  }

  /** The priority of who runs; that of the idle task where nobody does. */
  currentPriority(processor: number): number {
    const current = this.current[processor] as number;
    return current === noTask ? idlePriority : (this.#tasks.priority[current] as number);
  }

  /** The best priority in an array that is not empty. */
  best(processor: number, array: number): number {
    return this.nextPriority(processor, array, 0);
  }

  /** The first priority from `from` on that has a task in the array; 140 where none has. */
  nextPriority(processor: number, array: number, from: number): number {
    const first = (2 * processor + array) * bitmapWords;
    let word = from >> 5;
    let bits = word < bitmapWords ? (this.#bitmaps[first + word] as number) & (0xffff_ffff >>> (from & 31)) : 0;
    while (bits === 0) {
      word += 1;
      if (word >= bitmapWords) return priorityCount;
      bits = this.#bitmaps[first + word] as number;
    }
    return 32 * word + Math.clz32(bits);
  }

  head(processor: number, array: number, priority: number): number {
    return this.#heads[(2 * processor + array) * priorityCount + priority] as number;
  }

  tail(processor: number, array: number, priority: number): number {
    return this.#tails[(2 * processor + array) * priorityCount + priority] as number;
  }

  /** The words of an array's bitmap, for a screen. */
  bitmap(processor: number, array: number): Int32Array {
    const first = (2 * processor + array) * bitmapWords;
    return this.#bitmaps.slice(first, first + bitmapWords);
  }

  /** Puts a task at the tail of the list of its priority. */
  enqueue(task: number, processor: number, array: number): void {
    const tasks = this.#tasks;
    assert(tasks.array[task] === noArray, 'a task is in one array at most');
    const priority = tasks.priority[task] as number;
    const list = (2 * processor + array) * priorityCount + priority;
    const tail = this.#tails[list] as number;
    tasks.next[task] = noTask;
    tasks.previous[task] = tail;
    if (tail === noTask) this.#heads[list] = task;
    else tasks.next[tail] = task;
    this.#tails[list] = task;
    this.#join(task, processor, array, priority);
  }

  /** Puts a task directly before another one, in its list. Their priorities must be equal. */
  enqueueBefore(task: number, other: number): void {
    const tasks = this.#tasks;
    const array = tasks.array[other] as number;
    const processor = tasks.processor[other] as number;
    const priority = tasks.priority[other] as number;
    assert(array !== noArray && priority === tasks.priority[task], 'the other task is in the list of this priority');
    const before = tasks.previous[other] as number;
    tasks.next[task] = other;
    tasks.previous[task] = before;
    tasks.previous[other] = task;
    if (before === noTask) this.#heads[(2 * processor + array) * priorityCount + priority] = task;
    else tasks.next[before] = task;
    this.#join(task, processor, array, priority);
  }

  /** Takes a task out of its list. */
  dequeue(task: number): void {
    const tasks = this.#tasks;
    const array = tasks.array[task] as number;
    assert(array !== noArray, 'the task is in an array');
    const half = 2 * (tasks.processor[task] as number) + array;
    const priority = tasks.priority[task] as number;
    const list = half * priorityCount + priority;
    const next = tasks.next[task] as number;
    const previous = tasks.previous[task] as number;
    if (previous === noTask) this.#heads[list] = next;
    else tasks.next[previous] = next;
    if (next === noTask) this.#tails[list] = previous;
    else tasks.previous[next] = previous;
    if (next === noTask && previous === noTask) {
      const word = half * bitmapWords + (priority >> 5);
      this.#bitmaps[word] = (this.#bitmaps[word] as number) & ~(0x8000_0000 >>> (priority & 31));
    }
    this.#counts[half] = (this.#counts[half] as number) - 1;
    tasks.array[task] = noArray;
  }

  /** Makes the expired array the active one. */
  swap(processor: number): void {
    this.active[processor] = 1 - (this.active[processor] as number);
    this.expiredAt[processor] = 0;
    this.bestExpired[processor] = priorityCount;
  }

  save(): PlainState {
    // Nearly all lists are empty.
    const lists: number[] = [];
    for (const [list, head] of this.#heads.entries()) {
      if (head !== noTask) lists.push(list, head, this.#tails[list] as number);
    }
    return [Float64Array.from(lists), ...this.#columns().map((column) => Float64Array.from(column))];
  }

  restore(saved: PlainState): void {
    const [lists, ...columns] = saved as readonly Float64Array[];
    assert(lists !== undefined && columns.length === this.#columns().length, 'run queues of the same form');
    this.#heads.fill(noTask);
    this.#tails.fill(noTask);
    for (let at = 0; at < lists.length; at += 3) {
      const list = lists[at] as number;
      this.#heads[list] = lists[at + 1] as number;
      this.#tails[list] = lists[at + 2] as number;
    }
    for (const [index, column] of this.#columns().entries()) column.set(columns[index] as Float64Array);
  }

  #columns(): readonly (Uint8Array | Int32Array | Float64Array)[] {
    const lists = [this.#bitmaps, this.#counts];
    const { active, current, running, uninterruptible, expiredAt, bestExpired, switches, isOnline } = this;
    return [...lists, active, current, running, uninterruptible, expiredAt, bestExpired, switches, isOnline];
  }

  #join(task: number, processor: number, array: number, priority: number): void {
    const half = 2 * processor + array;
    const word = half * bitmapWords + (priority >> 5);
    this.#bitmaps[word] = (this.#bitmaps[word] as number) | (0x8000_0000 >>> (priority & 31));
    this.#counts[half] = (this.#counts[half] as number) + 1;
    this.#tasks.array[task] = array;
    this.#tasks.processor[task] = processor;
  }
}
