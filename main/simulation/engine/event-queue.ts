import { assert } from '../../../shared/lib/assert.ts';

const initialCapacity = 1024;

/** At most this many events may wait at once (about 100 MB). */
const longestQueue = 4_194_304;

/** The waiting events as plain data, in heap order. */
export interface EventQueueState {
  readonly nextSequence: number;
  readonly times: Float64Array;
  readonly sequences: Float64Array;
  readonly handlers: Int32Array;
  readonly payloads: Int32Array;
}

/**
 * Events that will happen, earliest first; those of one instant in the order in which they were pushed. A 4-ary heap
 * over typed arrays: the children of entry i are 4i + 1 to 4i + 4.
 */
export class EventQueue {
  #length = 0;
  #nextSequence = 0;
  #times = new Float64Array(initialCapacity);
  #sequences = new Float64Array(initialCapacity);
  #handlers = new Int32Array(initialCapacity);
  #payloads = new Int32Array(initialCapacity);

  get length(): number {
    return this.#length;
  }

  /** The instant of the first event, Infinity if none waits. */
  firstAtNs(): number {
    return this.#length === 0 ? Number.POSITIVE_INFINITY : (this.#times[0] as number);
  }

  /** Handler of the first event; there must be one. */
  firstHandler(): number {
    return this.#handlers[0] as number;
  }

  /** Payload of the first event; there must be one. */
  firstPayload(): number {
    return this.#payloads[0] as number;
  }

  push(atNs: number, handler: number, payload: number): void {
    if (this.#length === this.#times.length) this.#grow();
    const sequence = this.#nextSequence++;
    let hole = this.#length++;
    const times = this.#times;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      // Equal instants keep their order: the new entry has the highest sequence, so it stays below.
      if ((times[parent] as number) <= atNs) break;
      this.#move(parent, hole);
      hole = parent;
    }
    this.#put(hole, atNs, sequence, handler, payload);
  }

  /** Forgets the first event; there must be one. */
  dropFirst(): void {
    assert(this.#length > 0, 'an event waits');
    const last = --this.#length;
    if (last === 0) return;
    const times = this.#times;
    const sequences = this.#sequences;
    const time = times[last] as number;
    const sequence = sequences[last] as number;
    let hole = 0;
    for (;;) {
      const first = 4 * hole + 1;
      if (first >= last) break;
      const end = Math.min(first + 4, last);
      let least = first;
      let leastTime = times[first] as number;
      for (let child = first + 1; child < end; child++) {
        const childTime = times[child] as number;
        if (childTime > leastTime) continue;
        if (childTime === leastTime && (sequences[child] as number) > (sequences[least] as number)) continue;
        least = child;
        leastTime = childTime;
      }
      if (leastTime > time || (leastTime === time && (sequences[least] as number) > sequence)) break;
      this.#move(least, hole);
      hole = least;
    }
    this.#put(hole, time, sequence, this.#handlers[last] as number, this.#payloads[last] as number);
  }

  clear(): void {
    this.#length = 0;
  }

  save(): EventQueueState {
    return {
      nextSequence: this.#nextSequence,
      times: this.#times.slice(0, this.#length),
      sequences: this.#sequences.slice(0, this.#length),
      handlers: this.#handlers.slice(0, this.#length),
      payloads: this.#payloads.slice(0, this.#length),
    };
  }

  restore(state: EventQueueState): void {
    this.#length = state.times.length;
    assert(this.#length <= longestQueue, 'the saved queue is within its limit');
    this.#nextSequence = state.nextSequence;
    const capacity = Math.max(initialCapacity, this.#length);
    this.#times = widened(new Float64Array(capacity), state.times);
    this.#sequences = widened(new Float64Array(capacity), state.sequences);
    this.#handlers = widened(new Int32Array(capacity), state.handlers);
    this.#payloads = widened(new Int32Array(capacity), state.payloads);
  }

  #put(index: number, atNs: number, sequence: number, handler: number, payload: number): void {
    this.#times[index] = atNs;
    this.#sequences[index] = sequence;
    this.#handlers[index] = handler;
    this.#payloads[index] = payload;
  }

  #move(from: number, to: number): void {
    this.#times[to] = this.#times[from] as number;
    this.#sequences[to] = this.#sequences[from] as number;
    this.#handlers[to] = this.#handlers[from] as number;
    this.#payloads[to] = this.#payloads[from] as number;
  }

  #grow(): void {
    assert(this.#length < longestQueue, 'no more events wait than the queue may hold');
    const capacity = 2 * this.#times.length;
    this.#times = widened(new Float64Array(capacity), this.#times);
    this.#sequences = widened(new Float64Array(capacity), this.#sequences);
    this.#handlers = widened(new Int32Array(capacity), this.#handlers);
    this.#payloads = widened(new Int32Array(capacity), this.#payloads);
  }
}

function widened<Wide extends Float64Array | Int32Array>(wide: Wide, values: Float64Array | Int32Array): Wide {
  wide.set(values);
  return wide;
}
