import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leakPeriodNs } from '../../../../shared/lib/leak-timer.ts';
import { dayNs, hourNs, minuteNs, secondNs } from '../../../../shared/lib/time.ts';
import type { MemoryErrorClass } from '../../../../shared/model/drill.ts';
import { countSoftError, noSoftErrors, type SoftErrorLimits, type SoftErrorResult } from './soft-errors.ts';

type Step = readonly [atNs: number, module: string, kind: MemoryErrorClass];

const usual: SoftErrorLimits = { limit: 2, minutes: 1440, slots: 4 };

function play(steps: readonly Step[], limits = usual): readonly SoftErrorResult[] {
  let softErrors = noSoftErrors;
  return steps.map(([atNs, module, kind], index) => {
    const result = countSoftError(softErrors, limits, { module, class: kind, atNs, seq: index + 1 });
    softErrors = result.softErrors;
    return result;
  });
}

const outcomes = (steps: readonly Step[], limits = usual): readonly string[] =>
  play(steps, limits).map(({ outcome, count }) => `${outcome} ${count}`);

const persistent = (atNs: number, module = 'D0'): Step => [atNs, module, 'persistent'];

describe('what enters the bucket', () => {
  test('DIMM-2: the third persistent error overflows, and every further one while it stays full', () => {
    const steps = [1, 2, 3, 4, 5].map((second) => persistent(second * secondNs));
    expect(outcomes(steps)).toEqual(['counted 1', 'counted 2', 'overflowed 3', 'overflowed 3', 'overflowed 3']);
  });

  test('DIMM-1: intermittent and sticky errors are counted beside it', () => {
    const steps: Step[] = [[1, 'D0', 'intermittent'], [2, 'D0', 'sticky'], persistent(3), [4, 'D0', 'sticky']];
    expect(outcomes(steps)).toEqual(['counted 0', 'counted 0', 'counted 1', 'counted 1']);
    expect(play(steps).at(-1)?.softErrors.modules).toEqual([
      {
        module: 'D0',
        bucket: expect.objectContaining({ count: 1, errors: [{ atNs: 3, seq: 3 }] }),
        intermittent: 1,
        persistent: 1,
        sticky: 2,
      },
    ]);
  });

  test('DIMM-1: modules have buckets of their own, and the first error of one never overflows', () => {
    expect(outcomes([persistent(1), persistent(2, 'D1'), persistent(3), persistent(4, 'D1')])).toEqual([
      ...['counted 1', 'counted 1', 'counted 2', 'counted 2'],
    ]);
    expect(outcomes([persistent(1), persistent(2, 'D1')], { ...usual, limit: 1 })).toEqual(['counted 1', 'counted 1']);
  });

  test('DIMM-3: a module that finds no slot is not counted, known ones still are', () => {
    const steps: Step[] = [persistent(1), [2, 'D1', 'intermittent'], persistent(3, 'D2'), persistent(4)];
    expect(outcomes(steps, { ...usual, slots: 2 })).toEqual(['counted 1', 'counted 0', 'full 0', 'counted 2']);
  });

  test('DIMM-2: the counter has 16 bits: a limit above them is never reached', () => {
    const steps = Array.from({ length: 65_537 }, () => persistent(0));
    const results = play(steps, { ...usual, limit: 65_535 });
    expect(results.slice(-3).map(({ outcome, count }) => `${outcome} ${count}`)).toEqual([
      ...['counted 65535', 'counted 0', 'counted 1'],
    ]);
  });
});

describe('the leak', () => {
  test('DIMM-4: the window shared by as many errors as are allowed, a minute at least', () => {
    const period = (limit: number, minutes: number): number => leakPeriodNs({ limit, minutes });
    expect(period(2, 1440)).toBe(12 * hourNs);
    expect(period(7, 1)).toBe(minuteNs);
    expect(period(7, 10)).toBe(85_714_285_000);
    expect(period(1, 2_147_483_647)).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('DIMM-4: one timer for all modules, armed by the first error ever, whatever that is', () => {
    const first: Step = [hourNs, 'D9', 'intermittent'];
    const late = 13 * hourNs;
    // Two errors just before the leak and one just after it are not too many; a nanosecond earlier they are.
    const two = [persistent(late - 2), persistent(late - 1)];
    expect(outcomes([first, ...two, persistent(late)]).slice(1)).toEqual(['counted 1', 'counted 2', 'counted 2']);
    expect(outcomes([first, ...two, persistent(late - 1)]).slice(1)).toEqual([
      'counted 1',
      'counted 2',
      'overflowed 3',
    ]);
  });

  test('DIMM-5: the errors that caused an overflow are those that have not leaked away, the newest eight', () => {
    const steps = [persistent(0), persistent(1), persistent(12 * hourNs), persistent(12 * hourNs + 1)];
    expect(play(steps).at(-1)).toMatchObject({ outcome: 'overflowed', seqs: [2, 3, 4] });
    const many = Array.from({ length: 12 }, (_, index) => persistent(index));
    expect(play(many, { ...usual, limit: 11 }).at(-1)).toMatchObject({ count: 12, seqs: [5, 6, 7, 8, 9, 10, 11, 12] });
  });
});

/** A judge that lets the timer go off once after the other. */
function judged(steps: readonly Step[], { limit, minutes, slots }: SoftErrorLimits): readonly string[] {
  const buckets = new Map<string, number>();
  const period = Math.max(minuteNs, Math.floor((minutes * 60_000_000) / limit) * 1000);
  let timer = Number.NaN;
  return steps.map(([atNs, module, kind]) => {
    if (Number.isNaN(timer)) timer = atNs + period;
    while (timer <= atNs) {
      for (const [name, bucket] of buckets) buckets.set(name, bucket > 0 ? bucket - 1 : 0);
      timer += period;
    }
    if (!buckets.has(module) && buckets.size === slots) return 'full 0';
    const before = buckets.get(module) ?? 0;
    const count = kind === 'persistent' ? before + 1 : before;
    const isTooMany = kind === 'persistent' && count > limit;
    buckets.set(module, isTooMany ? count - 1 : count);
    return `${isTooMany ? 'overflowed' : 'counted'} ${count}`;
  });
}

test('DIMM-1 DIMM-2 DIMM-3 DIMM-4: any errors are counted as by a judge that leaks step by step', () => {
  const stepArbitrary = fc.tuple(
    fc.oneof(fc.integer({ min: 0, max: 3 * minuteNs }), fc.integer({ min: 0, max: 2 * dayNs })),
    fc.constantFrom('D0', 'D1', 'D2'),
    fc.constantFrom<MemoryErrorClass>('persistent', 'persistent', 'persistent', 'intermittent', 'sticky'),
  );
  const limitsArbitrary = fc.record({
    limit: fc.integer({ min: 1, max: 4 }),
    minutes: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 3000 })),
    slots: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(stepArbitrary, { maxLength: 40 }), limitsArbitrary, (drawn, limits) => {
      let atNs = 0;
      const steps = drawn.map(([waitNs, module, kind]): Step => {
        atNs += waitNs;
        return [atNs, module, kind];
      });
      expect(outcomes(steps, limits)).toEqual(judged(steps, limits));
    }),
    { numRuns: 500 },
  );
});
