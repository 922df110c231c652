import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RandomStream, RandomStreams } from './random-streams.ts';

const seeds = fc.integer({ min: 0, max: 0xffff_ffff });
const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 });

function draws(stream: RandomStream, count = 20): number[] {
  return Array.from({ length: count }, () => stream.uniformInt(0, 0xffff_ffff));
}

describe('RandomStreams', () => {
  it('gives a name the same draws whatever else is drawn', () => {
    fc.assert(
      fc.property(seeds, names, fc.array(fc.nat(5), { maxLength: 60 }), (seed, all, order) => {
        const alone = draws(new RandomStreams(seed).stream(all[0] as string), 60);
        const together = new RandomStreams(seed);
        const seen: number[] = [];
        for (const pick of order) {
          const name = all[pick % all.length] as string;
          const drawn = together.stream(name).uniformInt(0, 0xffff_ffff);
          if (name === all[0]) seen.push(drawn);
        }
        expect(seen).toEqual(alone.slice(0, seen.length));
      }),
    );
  });

  it('goes on from a saved state', () => {
    fc.assert(
      fc.property(seeds, names, fc.nat(30), (seed, all, drawnBefore) => {
        const original = new RandomStreams(seed);
        for (const name of all) draws(original.stream(name), drawnBefore);
        const restored = new RandomStreams(seed);
        // A room may hold its stream already when the state comes.
        const held = restored.stream(all[0] as string);
        restored.restore(structuredClone(original.save()));
        expect(draws(held)).toEqual(draws(original.stream(all[0] as string)));
        for (const name of all) expect(draws(restored.stream(name))).toEqual(draws(original.stream(name)));
      }),
    );
  });

  it('gives neighbouring seeds and names unrelated first draws', () => {
    const first = new Set<number>();
    for (let seed = 0; seed < 500; seed++) {
      for (const name of ['a', 'b', 'host-1', 'host-2'])
        first.add(draws(new RandomStreams(seed).stream(name), 1)[0] as number);
    }
    expect(first.size).toBe(2_000);
    const mean = [...first].reduce((sum, draw) => sum + draw, 0) / first.size / 0x1_0000_0000;
    expect(mean).toBeGreaterThan(0.47);
    expect(mean).toBeLessThan(0.53);
  });

  it('draws whole numbers inside their range, also beyond 32 bits', () => {
    fc.assert(
      fc.property(seeds, fc.nat(2 ** 40), fc.nat(2 ** 50), (seed, min, width) => {
        const drawn = new RandomStreams(seed).stream('range').uniformInt(min, min + width);
        expect(Number.isInteger(drawn) && drawn >= min && drawn <= min + width).toBe(true);
      }),
    );
  });

  it('draws exponential delays with the right mean, spread and tail', () => {
    const stream = new RandomStreams(11).stream('delays');
    const meanNs = 1e9;
    const delays = Array.from({ length: 100_000 }, () => stream.exponential(meanNs));
    const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
    const variance = delays.reduce((sum, delay) => sum + (delay - mean) ** 2, 0) / delays.length;
    const beyondThreeMeans = delays.filter((delay) => delay > 3 * meanNs).length / delays.length;
    expect(delays.every((delay) => Number.isSafeInteger(delay) && delay >= 0)).toBe(true);
    expect(mean / meanNs).toBeCloseTo(1, 1);
    expect(variance / meanNs ** 2).toBeCloseTo(1, 1);
    expect(beyondThreeMeans).toBeCloseTo(0.0498, 2);
  });
});
