/** Counts how often something happens in a window of time, at most `limit` times. */
export class RateWindow {
  readonly #limit: number;
  readonly #lengthMs: number;
  #startedMs = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(limit: number, lengthMs: number) {
    this.#limit = limit;
    this.#lengthMs = lengthMs;
  }

  /** Whether it may happen once more at `nowMs`. */
  admits(nowMs: number): boolean {
    if (nowMs - this.#startedMs >= this.#lengthMs) {
      this.#startedMs = nowMs;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count <= this.#limit;
  }
}
