import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSystemFile } from './read-system-file.ts';
import { wordsOf } from './words.ts';

const rolesIn = (text: string): readonly string[] =>
  wordsOf(text).map(({ from, to, role }) => `${role} ${text.slice(from, to)}`);

describe('words for an editor', () => {
  test('a setting, a directive and a comment', () => {
    expect(rolesIn('* why\nset shmsys:shminfo_shmmax = 0x10 # big\nexclude: drv/hme\n')).toEqual([
      'comment * why',
      'command set',
      'module shmsys',
      'operator :',
      'variable shminfo_shmmax',
      'operator =',
      'number 0x10',
      'comment # big',
      'command exclude',
      'operator :',
      'path drv',
      'path /hme',
    ]);
  });

  test('SYS-3: what is run into a number is no part of it', () => {
    expect(rolesIn('set a=0X0c')).toEqual(['command set', 'variable a', 'operator =', 'number 0', 'skipped X0c']);
  });

  test('SYS-16: the line after an unfinished statement is marked as one that is not read', () => {
    expect(rolesIn('set a=\nset b=1\nset c=1').slice(3)).toEqual([
      'skipped set b=1',
      'command set',
      'variable c',
      'operator =',
      'number 1',
    ]);
  });

  test('words are in order, in the file and do not overlap, whatever the text', () => {
    const parts = fc.constantFrom('set ', 'moddir: ', 'a', ':', '=', '1', '"x', '*', '\n', '\r', '\f', '\\', '😀', ' ');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const { from, to } of wordsOf(text)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('where a message belongs', () => {
  const marked = (text: string): readonly string[] =>
    readSystemFile(text, 'solaris9', 'US-III').messages.map(({ place }) => text.slice(place.from, place.to));

  test.each([
    ['set maxphys=0X0c', ['X0c']],
    ['frob it', ['frob']],
    ['exclude drv/hme', ['drv']],
    ['* a\nset autoup=\nset c=1', ['set autoup=']],
    ['set no_such_thing=1', ['set no_such_thing=1']],
    ['set autoup=40\n\nset autoup = 50', ['set autoup = 50']],
    ['set autoup=0', ['set autoup=0']],
    ['forceload: nowhere/foo', ['forceload: nowhere/foo']],
    ['exclude: drv/a\nexclude: drv/a', ['exclude: drv/a']],
  ])('%j', (text, places) => {
    expect(marked(text)).toEqual(places);
  });
});
