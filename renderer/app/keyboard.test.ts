import { describe, expect, it } from 'vitest';
import { type KeyGroup, KeyMatcher } from './keyboard.ts';

const binding = (keys: string) => ({ keys, does: keys, run: () => undefined });
const groups: KeyGroup[] = [
  { where: 'Go to', bindings: [binding('g p'), binding('g i')] },
  { where: 'Console', bindings: [binding('?'), { does: 'by name only', run: () => undefined }] },
  { where: 'Pager', bindings: [binding('a'), binding('i')] },
];

function pressAll(keys: readonly [string, number][]): (string | null)[] {
  const matcher = new KeyMatcher();
  return keys.map(([key, atMs]) => {
    const found = matcher.press(key, atMs, groups);
    return found === null || found === 'partial' ? found : (found.keys ?? '');
  });
}

describe('keys pressed one after another', () => {
  it('finds single keys and pairs, and prefers the pair that was begun', () => {
    expect(
      pressAll([
        ['a', 0],
        ['g', 10],
        ['i', 20],
        ['i', 30],
      ]),
    ).toEqual(['a', 'partial', 'g i', 'i']);
  });

  it('forgets a first key after a while', () => {
    expect(
      pressAll([
        ['g', 0],
        ['i', 5_000],
        ['g', 6_000],
        ['p', 6_100],
      ]),
    ).toEqual(['partial', 'i', 'partial', 'g p']);
  });

  it('leaves keys alone that mean nothing', () => {
    expect(
      pressAll([
        ['x', 0],
        ['g', 10],
        ['x', 20],
        ['p', 30],
      ]),
    ).toEqual([null, 'partial', null, null]);
  });
});
