import { describe, expect, it } from 'vitest';
import { readSeed } from './seed.ts';

describe('a seed as typed', () => {
  it('is a whole number of 32 bits, or drawn', () => {
    expect(readSeed(' 7 ')).toEqual({ seed: 7, problem: null });
    expect(readSeed('4294967295')).toEqual({ seed: 0xffff_ffff, problem: null });
    expect(readSeed('')).toEqual({ seed: null, problem: null });
  });

  it.each(['-1', '4294967296', '1.5', '1e3', 'seven', '0x10'])('is not %s', (text) => {
    expect(readSeed(text).problem).toMatch(/whole number from 0 to 4294967295/);
  });
});
