import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test.each([
  [[], { station: null, perf: false }],
  [['/program', '--station', '/data/a', '--perf'], { station: '/data/a', perf: true }],
  [['--station=/data/a b'], { station: '/data/a b', perf: false }],
  [['--station', ''], { station: null, perf: false }],
  [['--no-sandbox', '--remote-debugging-port=9', 'x', '--perf'], { station: null, perf: true }],
  [['--original-process-start-time=133', '--station', 'b'], { station: 'b', perf: false }],
])('%j', (words, expected) => {
  expect(readArguments(words)).toEqual(expected);
});
