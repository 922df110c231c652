import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { assert } from '../../../shared/lib/assert.ts';
import { logarithm } from './logarithm.ts';
import { hashString } from './string-hash.ts';

/** The first draws of a fresh generator are nearly linear in its seed. */
const drawsThrownAway = 4;
const mostStreams = 1_000_000;

/** One sequence of draws. Only who holds it moves it on. */
export class RandomStream {
  #generator: RandomGenerator;

  constructor(generator: RandomGenerator) {
    this.#generator = generator;
  }

  /** A whole number from `min` to `max`, both included, each as likely. */
  uniformInt(min: number, max: number): number {
    assert(Number.isSafeInteger(min) && Number.isSafeInteger(max) && min <= max, 'a range of whole numbers');
    return uniformInt(this.#generator, min, max);
  }

  /** A delay with this mean in whole nanoseconds, as between events that come independently at a steady rate. */
  exponential(meanNs: number): number {
    assert(meanNs > 0 && Number.isFinite(meanNs), 'a mean above nothing');
    // 53 bits, never 0, so that the logarithm is finite.
    const high = uniformInt(this.#generator, 0, 0x1f_ffff);
    const low = uniformInt(this.#generator, 0, 0xffff_ffff);
    const share = (high * 4_294_967_296 + low + 1) / 9_007_199_254_740_992;
    return Math.round(-meanNs * logarithm(share));
  }

  save(): readonly number[] {
    return this.#generator.getState();
  }

  restore(state: readonly number[]): void {
    this.#generator = xoroshiro128plusFromState(state);
  }
}

/** A generator of its own for each name and seed: its whole state of 128 bits is hashed, so that no two names share draws. */
function freshGenerator(name: string, seed: number): RandomGenerator {
  const state = [1, 2, 3, 4].map((word) => hashString(name, hashString(`word ${word}`, seed)));
  const generator = xoroshiro128plusFromState(state);
  for (let draw = 0; draw < drawsThrownAway; draw++) generator.next();
  return generator;
}

/** Every stream of a run, split by name: what is drawn from one never moves another. */
export class RandomStreams {
  readonly #seed: number;
  readonly #streams = new Map<string, RandomStream>();

  constructor(seed: number) {
    assert(Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff, 'a seed of 32 bits');
    this.#seed = seed;
  }

  /** The stream of this name, the same object each time. */
  stream(name: string): RandomStream {
    const known = this.#streams.get(name);
    if (known !== undefined) return known;
    assert(this.#streams.size < mostStreams, 'no more streams than a run may have');
    const stream = new RandomStream(freshGenerator(name, this.#seed));
    this.#streams.set(name, stream);
    return stream;
  }

  save(): { readonly [name: string]: readonly number[] } {
    return Object.fromEntries([...this.#streams].map(([name, stream]) => [name, stream.save()]));
  }

  restore(state: { readonly [name: string]: readonly number[] }): void {
    for (const [name, words] of Object.entries(state)) this.stream(name).restore(words);
  }
}
