import { expect, test } from 'vitest';
import { secondNs } from '../../../shared/lib/time.ts';
import { traceSentence } from './trace-words.ts';

const trace = { on: true, full: false, rows: 1_200, limit: 200_000, sinceNs: 0, untilNs: 5 * secondNs };

test.each([
  [trace, 'Tracing for 5 s: 1,200 rows of at most 200,000'],
  [{ ...trace, on: false }, 'The trace of 5 s has stopped: 1,200 rows of at most 200,000'],
  [
    { ...trace, full: true, rows: 200_000 },
    'The trace is full after 5 s and has stopped: 200,000 rows of at most 200,000',
  ],
])('a trace says what it holds and whether it goes on', (status, sentence) => {
  expect(traceSentence(status)).toBe(sentence);
});
