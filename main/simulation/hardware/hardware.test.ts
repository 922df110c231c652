import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Engine } from '../engine/engine.ts';
import { decodeSyndrome } from './ecc-syndromes.ts';
import { Hardware } from './hardware.ts';
import { cacheModuleName } from './module-names.ts';
import { isProcessorNumber, positionOf } from './processor-positions.ts';
import { printRegister, readRegister, registerOf } from './register.ts';

/** The table of all syndromes, copied apart from the program's own: 32 rows of 16 words. */
const recorded = readFileSync(new URL('../../../test/vectors/ecc/syndromes.txt', import.meta.url), 'utf8')
  .trim()
  .split(/\s+/);
const shortKinds = { none: 'NA', two: 'M2', three: 'M3', four: 'M4', many: 'M' } as const;
const hex3 = (value: number): string => value.toString(16).toUpperCase().padStart(3, '0');

describe('syndromes', () => {
  const all = Array.from({ length: 512 }, (_, syndrome) => decodeSyndrome(syndrome, 'US-III'));
  const count = (kind: string): number => all.filter((each) => each.kind === kind).length;

  test('ECC-1: the table has as many entries of each kind as the code has', () => {
    const kinds = ['data', 'check', 'two', 'three', 'four', 'many', 'special', 'none'];
    expect(kinds.map(count)).toEqual([128, 9, 114, 76, 26, 155, 3, 1]);
    const words = all.map((each, syndrome) => {
      if (each.kind === 'data') return String(each.bit);
      if (each.kind === 'check') return `C${each.bit}`;
      return each.kind === 'special' ? `S${hex3(syndrome)}` : shortKinds[each.kind];
    });
    expect(words).toEqual(recorded);
    const special = [0x003, 0x071, 0x11c];
    expect(special.map((syndrome) => all[syndrome]?.kind)).toEqual(['special', 'special', 'special']);
    const ofUsIIIi = Array.from({ length: 512 }, (_, syndrome) => decodeSyndrome(syndrome, 'US-IIIi'));
    const others = all.flatMap((each, syndrome) => (ofUsIIIi[syndrome]?.kind === each.kind ? [] : [syndrome]));
    expect(others).toEqual([0x071, 0x11c]);
    expect(special.map((syndrome) => ofUsIIIi[syndrome]?.kind)).toEqual(['special', 'two', 'two']);
  });
});

describe('names', () => {
  test('FRU-1: where processors sit', () => {
    expect(positionOf('starcat', 0, 64).position).toBe('SB2/P0');
    expect(positionOf('starcat', 0, 419).position).toBe('SB13/P3');
    expect(positionOf('starcat', 0, 73).position).toBe('IO2/P1');
    expect(positionOf('serengeti', 0, 5).position).toBe('/N0/SB1/P1');
    const numbers = (platform: 'starcat' | 'serengeti'): number =>
      Array.from({ length: 1024 }, (_, number) => isProcessorNumber(platform, number)).filter(Boolean).length;
    expect(numbers('serengeti')).toBe(24);
    expect(numbers('starcat')).toBe(18 * 8);
    expect([68, 80, 576].map((number) => isProcessorNumber('starcat', number))).toEqual([false, false, false]);
  });

  test('FRU-2: cache modules of real logs', () => {
    const name = (platform: 'starcat' | 'serengeti', processor: number, address: number): string =>
      cacheModuleName(positionOf(platform, 0, processor), address);
    expect(name('starcat', 64, 0xf06b4000)).toBe('SB2/P0/E0 J4400');
    expect(name('starcat', 65, 0xd9698000)).toBe('SB2/P1/E0 J5400');
    expect(name('serengeti', 5, 0x02c4e8f0)).toBe('/N0/SB1/P1/E1 J5300');
    expect(name('starcat', 419, 0x10)).toBe('SB13/P3/E1 J7300');
  });
});

test('FRU-3: boards are filled up, every processor is reported once and starts on-line', () => {
  const engine = new Engine({ seed: 1 });
  const host = {
    platform: 'starcat',
    node: 0,
    cpuType: 'US-III',
    release: 'solaris9',
    bootedAt: '2003-10-23T11:20:49Z',
  } as const;
  const hardware = new Hardware(engine, [
    { ...host, name: 'one', processors: [65, 64, 32] },
    { ...host, name: 'two', processors: [64] },
  ]);
  hardware.boot(engine.append('run.started', 'run', { title: '', seed: 1, startsAt: '', zone: '' }, []));
  const events = engine.take(100);
  expect(events.filter(({ kind }) => kind === 'host.booted').map(({ subject }) => subject)).toEqual(['one', 'two']);
  const subjects = events.filter(({ kind }) => kind === 'processor.configured').map(({ subject }) => subject);
  expect(subjects.slice(0, 8)).toEqual([32, 33, 34, 35, 64, 65, 66, 67].map((number) => `one/${number}`));
  expect(subjects).toHaveLength(12);
});

test('registers are read and printed as Solaris does, up to 64 bits', () => {
  for (const text of ['0x00000040.000001f0', '0xffffffff.ffffffff', '0x0001487b.327ee8b0']) {
    expect(printRegister(readRegister(text))).toBe(text);
    expect(printRegister(registerOf(BigInt(text.replace('.', ''))))).toBe(text);
  }
});
