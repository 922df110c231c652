import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matches, piecesOf, segmentsOf } from './matches.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'İ', '.', ' '), maxLength: 30 });

describe('what a search finds in a line', () => {
  test('pieces joined are the line, and there is a match exactly where the line holds the search', () => {
    fc.assert(
      fc.property(word, word, (text, search) => {
        const pieces = piecesOf(text, search);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        const found = pieces.some((piece) => piece.match);
        expect(found).toBe(search !== '' && matches(text, search));
        for (const piece of pieces.filter(({ match }) => match)) {
          expect(piece.text.toLowerCase()).toBe(search.toLowerCase());
        }
      }),
    );
  });

  test('capitals do not matter, and every occurrence is marked', () => {
    expect(piecesOf('CPU64 offlined, cpu64', 'cpu64')).toEqual([
      { text: 'CPU64', match: true },
      { text: ' offlined, ', match: false },
      { text: 'cpu64', match: true },
    ]);
  });
});

describe('a log line cut for showing', () => {
  const line = 'SUNW,UltraSPARC-III: [ID 962502 kern.info] NOTICE: [AFT0] WDC Event';

  test('the module and the id are quiet, the message is not', () => {
    expect(segmentsOf(line, '')).toEqual([
      { text: 'SUNW,UltraSPARC-III: [ID 962502 kern.info] ', match: false, quiet: true },
      { text: 'NOTICE: [AFT0] WDC Event', match: false, quiet: false },
    ]);
    expect(segmentsOf('    AFSR 0x00000040', '').every(({ quiet }) => !quiet)).toBe(true);
  });

  test('a match across the border stays a match on both sides', () => {
    const found = segmentsOf(line, 'info] NOTICE').filter(({ match }) => match);
    expect(found.map(({ text, quiet }) => [text, quiet])).toEqual([
      ['info] ', true],
      ['NOTICE', false],
    ]);
  });
});
