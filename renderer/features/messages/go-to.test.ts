import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findLine, readGoal } from './go-to.ts';

test('a number is a line, hours and minutes are a time of day', () => {
  expect(readGoal('1,234')).toEqual({ kind: 'line', line: 1234 });
  expect(readGoal(' 11:37 ')).toEqual({ kind: 'time', clock: '11:37:00' });
  expect(readGoal('9:05:07')).toEqual({ kind: 'time', clock: '09:05:07' });
  for (const text of ['', '0', '24:00', '11:60', 'CPU64', '1:2:3', '-5']) expect(readGoal(text)).toBeNull();
});

test('the line found is the first that is not before the instant, as a look at every line would find it', async () => {
  const instants = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(instants, fc.integer({ min: 0, max: 61 }), async (unsorted, atNs) => {
      const sorted = unsorted.toSorted((one, other) => one - other);
      const line = await findLine(sorted.length, atNs, async (number) => ({
        ...{ line: number, number, at: sorted[number - 1] ?? 0, host: 'a', level: 'info', text: '' },
      }));
      const judged = sorted.findIndex((at) => at >= atNs);
      expect(line).toBe(judged === -1 ? sorted.length : judged + 1);
    }),
  );
});
