/** A set of small numbers, visited from the lowest up: 32 in a word, the lowest in the top bit. */
export class ProcessorSet {
  readonly #words: Int32Array;

  constructor(size: number) {
    this.#words = new Int32Array((size + 31) >> 5);
  }

  add(processor: number): void {
    this.#words[processor >> 5] = (this.#words[processor >> 5] as number) | (0x8000_0000 >>> (processor & 31));
  }

  /** The lowest number from `from` on, which stays; -1 where there is none. */
  nextFrom(from: number): number {
    let mask = 0xffff_ffff >>> (from & 31);
    for (let word = from >> 5; word < this.#words.length; word++, mask = -1) {
      const bits = (this.#words[word] as number) & mask;
      if (bits !== 0) return 32 * word + Math.clz32(bits);
    }
    return -1;
  }

  /** Takes out the lowest number from `from` on and returns it; -1 where there is none. */
  takeFrom(from: number): number {
    const processor = this.nextFrom(from);
    if (processor >= 0) this.remove(processor);
    return processor;
  }

  remove(processor: number): void {
    this.#words[processor >> 5] = (this.#words[processor >> 5] as number) & ~(0x8000_0000 >>> (processor & 31));
  }

  has(processor: number): boolean {
    return ((this.#words[processor >> 5] as number) & (0x8000_0000 >>> (processor & 31))) !== 0;
  }

  isEmpty(): boolean {
    for (let word = 0; word < this.#words.length; word++) if (this.#words[word] !== 0) return false;
    return true;
  }
}
