import { assert } from '../../../shared/lib/assert.ts';

/** So many changes are kept before every processor's memory is written out. */
const longestHistory = 16_384;
/** In place of a mark: the memory has been written out. */
const writtenOut = -1;

/**
 * What each processor remembers of the lengths of all run queues: those at its last pass of the balancer. A pass would
 * copy them all; here it marks its place in a history of changes, and they are worked out when somebody asks.
 */
export class LengthHistory {
  readonly #processors: number;
  readonly #lengths: Int32Array;
  readonly #changedProcessor = new Int32Array(longestHistory);
  readonly #lengthBefore = new Int32Array(longestHistory);
  #changes = 0;
  readonly #marks: Float64Array;
  readonly #remembered: Int32Array;
  /** Room to work in, so that nothing is allocated at each pass. */
  readonly #scratch: Int32Array;
  readonly #order: Float64Array;

  /** `lengths` are the lengths as they are. Before its first pass a processor remembers empty queues. */
  constructor(lengths: Int32Array) {
    this.#processors = lengths.length;
    this.#lengths = lengths;
    this.#marks = new Float64Array(lengths.length).fill(writtenOut);
    this.#scratch = new Int32Array(lengths.length);
    this.#order = new Float64Array(lengths.length);
    this.#remembered = new Int32Array(lengths.length * lengths.length);
  }

  /** The place in the history where it is now. */
  get now(): number {
    return this.#changes;
  }

  isFull(): boolean {
    return this.#changes === longestHistory;
  }

  /** To be called before the length of a queue changes; the history must not be full. */
  willChange(processor: number): void {
    assert(this.#changes < longestHistory, 'the history has room for a change');
    this.#changedProcessor[this.#changes] = processor;
    this.#lengthBefore[this.#changes] = this.#lengths[processor] as number;
    this.#changes += 1;
  }

  /** A processor's memory is now that of this place in the history. */
  mark(processor: number, place: number): void {
    assert(place >= 0 && place <= this.#changes, 'a place in the history');
    this.#marks[processor] = place;
  }

  /** What a processor remembers of each queue. The answer holds until the next mark of this processor. */
  rememberedBy(processor: number): Int32Array {
    if (this.#marks[processor] !== writtenOut) this.writeOut();
    return this.#remembered.subarray(processor * this.#processors, (processor + 1) * this.#processors);
  }

  /** What everybody remembers. The history must have been written out. */
  save(): Int32Array {
    assert(this.#changes === 0, 'the history has been written out');
    return this.#remembered.slice();
  }

  restore(remembered: Int32Array): void {
    this.#remembered.set(remembered);
    this.#marks.fill(writtenOut);
    this.#changes = 0;
  }

  /** Works out every memory, latest first, in one walk back through the history, which then starts anew. */
  writeOut(): void {
    const marks = this.#marks;
    const lengths = this.#scratch;
    lengths.set(this.#lengths);
    let place = this.#changes;
    const marked = this.#inOrderOfMarks();
    for (let index = marked.length - 1; index >= 0; index--) {
      const processor = (marked[index] as number) % this.#processors;
      while (place > (marks[processor] as number)) {
        place -= 1;
        lengths[this.#changedProcessor[place] as number] = this.#lengthBefore[place] as number;
      }
      this.#remembered.set(lengths, processor * this.#processors);
      marks[processor] = writtenOut;
    }
    this.#changes = 0;
  }

  /** Processors with a mark as numbers that sort by it: mark times processors plus processor. */
  #inOrderOfMarks(): Float64Array {
    let count = 0;
    for (let processor = 0; processor < this.#processors; processor++) {
      const mark = this.#marks[processor] as number;
      if (mark === writtenOut) continue;
      this.#order[count] = mark * this.#processors + processor;
      count += 1;
    }
    return this.#order.subarray(0, count).sort((one, other) => one - other);
  }
}
