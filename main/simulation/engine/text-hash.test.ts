import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumOfText, TextSum } from './text-hash.ts';

const sumsOf = (text: string): readonly number[] => {
  const { first, second } = sumOfText(text);
  return [first, second];
};

describe('TextSum', () => {
  it('is the same whatever pieces a text is made of, in whatever order they are added', () => {
    const pieces = fc.array(fc.string({ unit: 'binary', maxLength: 700 }), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, fc.boolean(), (texts, backwards) => {
        let place = 0;
        const placed = texts.map((text) => {
          place += text.length;
          return { text, at: place - text.length };
        });
        const sum = new TextSum();
        for (const { text, at } of backwards ? placed.toReversed() : placed) sum.add(text, at);
        expect([sum.first, sum.second]).toEqual(sumsOf(texts.join('')));
      }),
    );
  });

  it('reads bytes as the units that they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(1800), (bytes, place) => {
        const read = new TextSum();
        read.addBytes(bytes, place);
        const written = new TextSum();
        written.add(String.fromCharCode(...bytes), place);
        expect(read).toEqual(written);
      }),
    );
  });

  it('tells texts apart in which two units have changed places, in either word', () => {
    const line = 'WARNING: [AFT1] UCU Event detected by CPU7 at TL=0, errID 0x000000e3.00f0da38 '.repeat(60);
    const firsts = new Set<number>();
    const seconds = new Set<number>();
    let count = 0;
    for (let place = 0; place < line.length; place += 1) {
      for (const distance of [1, 2, 3, 64, 1024]) {
        const [one, other] = [line[place], line[place + distance]];
        if (one === other || other === undefined) continue;
        const sum = new TextSum();
        sum.add(other + line.slice(place + 1, place + distance) + one, place);
        const before = new TextSum();
        before.add(line.slice(place, place + distance + 1), place);
        firsts.add((sum.first - before.first) | 0);
        seconds.add((sum.second - before.second) | 0);
        count += 1;
      }
    }
    // Of so many random words, about 30 pairs are expected to agree.
    expect(firsts).not.toContain(0);
    expect(seconds).not.toContain(0);
    expect(firsts.size).toBeGreaterThan(count - 200);
    expect(seconds.size).toBeGreaterThan(count - 200);
  });
});
