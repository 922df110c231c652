/**
 * The measure for the engine's loop: a 4-ary heap over three typed arrays, written out by hand, with nothing around it.
 * Each timer that is first in time is given a new instant.
 */
export class BareLoop {
  readonly #times: Float64Array;
  readonly #sequences: Float64Array;
  readonly #timers: Int32Array;
  readonly #delay: () => number;
  #length = 0;
  #sequence = 0;

  constructor(timers: number, delay: () => number) {
    this.#times = new Float64Array(timers);
    this.#sequences = new Float64Array(timers);
    this.#timers = new Int32Array(timers);
    this.#delay = delay;
    for (let timer = 0; timer < timers; timer++) this.#push(delay(), timer);
  }

  run(events: number): void {
    for (let event = 0; event < events; event++) {
      const now = this.#times[0] as number;
      const timer = this.#timers[0] as number;
      this.#pop();
      this.#push(now + this.#delay(), timer);
    }
  }

  #push(time: number, timer: number): void {
    const times = this.#times;
    const sequences = this.#sequences;
    const timers = this.#timers;
    let hole = this.#length++;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      if ((times[parent] as number) <= time) break;
      times[hole] = times[parent] as number;
      sequences[hole] = sequences[parent] as number;
      timers[hole] = timers[parent] as number;
      hole = parent;
    }
    times[hole] = time;
    sequences[hole] = this.#sequence++;
    timers[hole] = timer;
  }

  #pop(): void {
    const times = this.#times;
    const sequences = this.#sequences;
    const timers = this.#timers;
    const last = --this.#length;
    const time = times[last] as number;
    const sequence = sequences[last] as number;
    const timer = timers[last] as number;
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
      times[hole] = leastTime;
      sequences[hole] = sequences[least] as number;
      timers[hole] = timers[least] as number;
      hole = least;
    }
    times[hole] = time;
    sequences[hole] = sequence;
    timers[hole] = timer;
  }
}
