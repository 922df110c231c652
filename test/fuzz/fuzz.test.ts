import { expect, test } from 'vitest';
import { fuzzTargets } from './targets.ts';

test.each(fuzzTargets)('$name stands 1,000 inputs made from one seed', ({ run }) => {
  expect(() => run(1_000, 1)).not.toThrow();
});
