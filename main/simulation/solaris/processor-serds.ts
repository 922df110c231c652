import { assert, assertPresent } from '../../../shared/lib/assert.ts';
import type { Engine } from '../engine/engine.ts';
import type { Hardware, Processor } from '../hardware/hardware.ts';
import { collect } from './serd/lists.ts';
import { emptySerd, processorRule, type Serd } from './serd/rule.ts';
import { record, release, reset } from './serd/serd.ts';

/** One SERD a processor, in which all corrected errors of its L2 cache are counted together. */
export class ProcessorSerds {
  readonly #engine: Engine;
  #serds: Serd[];

  constructor(engine: Engine, hardware: Hardware) {
    this.#engine = engine;
    this.#serds = hardware.processors.map(() => emptySerd);
  }

  /** The SERD of a processor. */
  of({ index }: Processor): Serd {
    return assertPresent(this.#serds[index], 'every processor has a SERD');
  }

  /** Counts the error that `reported` tells of. The number of the event that says it fired, null if it did not. */
  count(processor: Processor, reported: number, trappedNs: number): number | null {
    const before = this.of(processor);
    if (before.fired) return null;
    const serd = collect(processorRule, record(processorRule, before, { atNs: trappedNs, seq: reported }));
    this.#serds[processor.index] = serd;
    const { limit, windowNs } = processorRule;
    const { count } = serd;
    const data = { host: processor.host.name, processor: processor.processor, count, limit, windowNs };
    this.#engine.append('serd.counted', processor.subject, data, [reported]);
    if (!serd.fired) return null;
    const causes = serd.errors.slice(-8).map(({ seq }) => seq);
    return this.#engine.append('serd.fired', processor.subject, data, causes);
  }

  /** Forgets everything about a processor. */
  reset(processor: Processor): void {
    this.#serds[processor.index] = reset();
  }

  /** Lets a SERD that fired count again, with what it holds. */
  release(processor: Processor): void {
    this.#serds[processor.index] = release(this.of(processor));
  }

  save(): readonly Serd[] {
    return [...this.#serds];
  }

  restore(saved: readonly Serd[]): void {
    assert(saved.length === this.#serds.length, 'a snapshot of the same hardware');
    this.#serds = [...saved];
  }
}
