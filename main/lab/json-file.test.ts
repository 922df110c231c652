import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFaultAt } from './json-fault.ts';
import { readJson } from './json-file.ts';

/** Whether a text can go on to be JSON, tried with what can be missing at its end. */
const canGoOn = (text: string): boolean => {
  const ends = [
    '',
    '"',
    '0',
    '1',
    'null',
    'true',
    'e',
    'ue',
    'rue',
    'lse',
    'alse',
    'se',
    'll',
    'l',
    'ull',
    '":0',
    ':0',
    '"":0',
    '0000',
    'n"',
  ];
  const closing: string[] = [];
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (inString && character === '\\') index += 1;
    else if (character === '"') inString = !inString;
    else if (!inString && (character === '{' || character === '[')) closing.unshift(character === '{' ? '}' : ']');
    else if (!inString && (character === '}' || character === ']')) closing.shift();
  }
  return ends.some((end) => {
    try {
      JSON.parse(`${text}${end}${closing.join('')}`);
      return true;
    } catch {
      return false;
    }
  });
};

test('what is no JSON is so from the first word on that must not stand there', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '1',
    '-0.5e3',
    'true',
    'null',
    ' ',
    '\n',
    'tru',
    "'",
    '01',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      const at = jsonFaultAt(text);
      if (isJson) expect(at).toBe(text.length);
      else expect(canGoOn(text.slice(0, at))).toBe(true);
      if (!isJson && at < text.length) {
        const word = /^(?:\w+|.)/s.exec(text.slice(at))?.[0] ?? '';
        expect(canGoOn(`${text.slice(0, at)}${word} `)).toBe(false);
      }
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['', 'line 1', /empty/],
  ['{\n  "platform": starcat\n}', 'line 2', /no JSON from here on/],
  ['[\n1,\n2,\n]\n', 'line 4', /no JSON from here on/],
  ['{\n\n', 'line 1', /no JSON/],
  ['['.repeat(1_000_000), 'line 1', /expected a case/],
])('the line is told: %.20j', (text, place, problem) => {
  expect(readJson(text, 'a case')).toEqual({ place, problem: expect.stringMatching(problem) });
});
