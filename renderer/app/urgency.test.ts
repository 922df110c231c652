import { describe, expect, it } from 'vitest';
import { shortTitle } from './urgency.ts';

describe('the most urgent page, where there is little room', () => {
  it('is the processor and its host', () => {
    expect(shortTitle('CPU35 of sf15k-doma is failing and could not be taken off-line')).toBe('CPU35 of sf15k-doma');
    expect(shortTitle('CPU0 of sf68-doma was taken off-line')).toBe('CPU0 of sf68-doma');
    const module = 'Too many corrected errors in memory module SB3/P2/B0/D1 J15400 of sf15k-domd';
    expect(shortTitle(module)).toBe('Module J15400 of sf15k-domd');
  });

  it('is the whole title where that names no processor', () => {
    expect(shortTitle('The payments queue grows')).toBe('The payments queue grows');
  });
});
