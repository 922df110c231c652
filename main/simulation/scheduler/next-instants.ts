/**
 * When each processor next needs attention, the earliest found at once: a tree whose leaves are the processors and in
 * which every node holds the winner of its two children. Of equals the lower number wins.
 */
export class NextInstants {
  readonly #leaves: number;
  readonly #times: Float64Array;
  readonly #winners: Int32Array;

  constructor(processors: number) {
    let leaves = 1;
    while (leaves < processors) leaves *= 2;
    this.#leaves = leaves;
    this.#times = new Float64Array(leaves).fill(Number.POSITIVE_INFINITY);
    this.#winners = new Int32Array(2 * leaves);
    for (let leaf = 0; leaf < leaves; leaf++) this.#winners[leaves + leaf] = leaf;
    for (let node = leaves - 1; node >= 1; node--) this.#winners[node] = this.#winners[2 * node] as number;
  }

  /** The earliest instant of all, Infinity for none. */
  firstNs(): number {
    return this.#times[this.#winners[1] as number] as number;
  }

  /** Whose it is. */
  first(): number {
    return this.#winners[1] as number;
  }

  set(processor: number, atNs: number): void {
    if (this.#times[processor] === atNs) return;
    this.#times[processor] = atNs;
    const winners = this.#winners;
    for (let node = (this.#leaves + processor) >> 1; node >= 1; node >>= 1) {
      const left = winners[2 * node] as number;
      const right = winners[2 * node + 1] as number;
      winners[node] = (this.#times[left] as number) <= (this.#times[right] as number) ? left : right;
    }
  }
}
