import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leaksDue } from '../../../../shared/lib/leak-timer.ts';
import { dayNs, hourNs } from '../../../../shared/lib/time.ts';
import { drain } from './buckets.ts';
import { collect } from './lists.ts';
import { emptySerd, processorRule, type Serd, type SerdRule } from './rule.ts';
import { record, release, reset } from './serd.ts';

const counted = (rule: SerdRule, times: readonly number[], start = emptySerd): Serd =>
  times.reduce((before, atNs, index) => record(rule, before, { atNs, seq: index + 1 }), start);

/** Which of the errors fire it, `after` standing for whoever handles the firing. */
function firings(rule: SerdRule, times: readonly number[], after: (serd: Serd) => Serd = (serd) => serd): number[] {
  let serd = emptySerd;
  return times.flatMap((atNs, index) => {
    const wasFired = serd.fired;
    serd = record(rule, serd, { atNs, seq: index + 1 });
    expect(serd.errors.length).toBeLessThanOrEqual(rule.form === 'list' ? rule.limit + 1 : Math.max(8, rule.limit + 1));
    const fires = serd.fired && !(rule.form === 'list' && wasFired);
    if (serd.fired) serd = after(serd);
    return fires ? [index] : [];
  });
}

const fires = fc.constantFrom('above' as const, 'at' as const);
const ruleOf = (form: SerdRule['form'], lowest = 1) =>
  fc
    .record({ fires, limit: fc.integer({ min: lowest, max: 5 }), windowNs: fc.integer({ min: 1, max: 30 }) })
    .map((rule): SerdRule => ({ form, ...rule }));
const anyTimes = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 });
const forwardTimes = anyTimes.map((each) => each.sort((one, other) => one - other));

describe('a list', () => {
  /** The rule, told over all errors since the last reset: the newest so many lie within the window. */
  function naive(times: readonly number[], needed: number, windowNs: number): number {
    return times.findIndex((newest, index) => {
      const oldest = times[index - needed + 1];
      return oldest !== undefined && newest >= oldest && newest - oldest <= windowNs;
    });
  }
  const neededOf = ({ fires: when, limit }: SerdRule): number => (when === 'above' ? limit + 1 : limit);

  test('SERD-1 SERD-2 SERD-3 SERD-4 SERD-7: it fires once, where the naive list does, also with errors out of order', () => {
    fc.assert(
      fc.property(anyTimes, ruleOf('list'), (times, rule) => {
        const first = naive(times, neededOf(rule), rule.windowNs);
        expect(firings(rule, times)).toEqual(first === -1 ? [] : [first]);
      }),
    );
  });

  test('SERD-6 SERD-8: one that is reset as it fires starts anew with the next error', () => {
    fc.assert(
      fc.property(anyTimes, ruleOf('list'), (times, rule) => {
        const expected: number[] = [];
        let start = 0;
        for (;;) {
          const first = naive(times.slice(start), neededOf(rule), rule.windowNs);
          if (first === -1) break;
          expected.push(start + first);
          start += first + 1;
        }
        expect(firings(rule, times, reset)).toEqual(expected);
      }),
    );
  });

  test('SERD-2: dropping errors that are too old changes nothing', () => {
    fc.assert(
      fc.property(forwardTimes, ruleOf('list'), (times, rule) => {
        let collected = emptySerd;
        times.forEach((atNs, index) => {
          collected = collect(rule, record(rule, collected, { atNs, seq: index + 1 }));
        });
        expect(collected.fired).toBe(counted(rule, times).fired);
      }),
    );
  });

  test('SERD-1 SERD-2: the third within 24 hours, ends included', () => {
    expect(counted(processorRule, [0, 1]).fired).toBe(false);
    expect(counted(processorRule, [0, 1, dayNs]).fired).toBe(true);
    expect(counted(processorRule, [0, 1, dayNs + 1]).fired).toBe(false);
    expect(counted(processorRule, [0, 1, dayNs + 1, dayNs + 1]).fired).toBe(true);
  });

  test('SERD-7: at two it is the second', () => {
    const rule: SerdRule = { form: 'list', fires: 'at', limit: 2, windowNs: dayNs };
    expect(firings(rule, [0, dayNs])).toEqual([1]);
    expect(firings(rule, [0, dayNs + 1])).toEqual([]);
  });

  test('SERD-4 SERD-5 SERD-6: latched, and not even copied, until it is released, with its errors, or reset', () => {
    const fired = counted(processorRule, [1, 2, 3]);
    const next = { atNs: 4, seq: 4 };
    expect(record(processorRule, fired, next)).toBe(fired);
    expect(record(processorRule, release(fired), next)).toMatchObject({
      fired: true,
      errors: [{ seq: 2 }, { seq: 3 }, { seq: 4 }],
    });
    expect(record(processorRule, reset(), next)).toMatchObject({ fired: false, errors: [{ seq: 4 }] });
  });
});

describe('a window that slides', () => {
  test('SERD-9: it fires on every error with enough others in the window before it, and never latches', () => {
    fc.assert(
      fc.property(forwardTimes, ruleOf('sliding'), (times, rule) => {
        const expected = times.flatMap((newest, index) => {
          const recent = times.slice(0, index + 1).filter((atNs) => newest - atNs <= rule.windowNs).length;
          return (rule.fires === 'above' ? recent > rule.limit : recent >= rule.limit) ? [index] : [];
        });
        expect(firings(rule, times)).toEqual(expected);
      }),
    );
  });

  test('SERD-9: as long as time goes forward its first firing is that of a list', () => {
    fc.assert(
      fc.property(forwardTimes, ruleOf('sliding'), (times, rule) => {
        expect(firings(rule, times).slice(0, 1)).toEqual(firings({ ...rule, form: 'list' }, times));
      }),
    );
  });
});

describe('a bucket that ages by periods', () => {
  /** The same in exact whole numbers: what is left is told period by period from the first error on. */
  function naive(times: readonly number[], needed: number, windowNs: number): number[] {
    let since: number | undefined;
    let level = 0;
    return times.flatMap((atNs, index) => {
      since ??= atNs;
      if (atNs >= since + windowNs) {
        const gone = Number((BigInt(atNs - since) * BigInt(needed)) / BigInt(windowNs));
        for (let each = 0; each < gone && level > 0; each += 1) level -= 1;
        since = atNs;
      }
      level += 1;
      if (level < needed) return [];
      level = 0;
      return [index];
    });
  }

  test('SERD-10: it fires where the naive bucket does', () => {
    fc.assert(
      fc.property(forwardTimes, ruleOf('bucket'), (times, rule) => {
        const needed = rule.fires === 'above' ? rule.limit + 1 : rule.limit;
        expect(firings(rule, times)).toEqual(naive(times, needed, rule.windowNs));
      }),
    );
  });

  test('SERD-10: two errors a little less than a day apart fire with 2 in 24 h, a day apart they do not', () => {
    const rule: SerdRule = { form: 'bucket', fires: 'at', limit: 2, windowNs: dayNs };
    expect(firings(rule, [0, dayNs - 1])).toEqual([1]);
    expect(firings(rule, [0, dayNs])).toEqual([]);
  });

  test('SERD-10: up to 2N - 1 errors in one period fire once; the period does not start anew when it fires', () => {
    const rule: SerdRule = { form: 'bucket', fires: 'at', limit: 10, windowNs: dayNs };
    expect(firings(rule, Array<number>(19).fill(5))).toEqual([9]);
    expect(firings(rule, Array<number>(20).fill(5))).toEqual([9, 19]);
    // Nine are left at the end of the period, and all ten that a day takes are more.
    expect(firings(rule, [...Array<number>(19).fill(0), ...Array<number>(9).fill(dayNs)])).toEqual([9]);
  });
});

describe('a bucket that leaks', () => {
  /** Told as a sum: what came in, less what one timer has let out of a bucket that was not empty. */
  function naive(times: readonly number[], needed: number, periodNs: number): number[] {
    const [first] = times;
    if (first === undefined) return [];
    const leaks = Array.from({ length: 100 }, (_, index) => first + (index + 1) * periodNs);
    let level = 0;
    const steps = [
      ...leaks.map((atNs) => ({ atNs, leak: true, index: -1 })),
      ...times.map((atNs, index) => ({ atNs, leak: false, index })),
    ].sort((one, other) => one.atNs - other.atNs || Number(other.leak) - Number(one.leak));
    return steps.flatMap(({ leak, index }) => {
      if (leak) level = Math.max(0, level - 1);
      else level += 1;
      if (leak || level < needed) return [];
      level -= 1;
      return [index];
    });
  }

  test('SERD-11: with one timer that starts at the first error it fires where the naive bucket does', () => {
    fc.assert(
      fc.property(forwardTimes, ruleOf('leaky'), fc.integer({ min: 1, max: 20 }), (times, rule, periodNs) => {
        const needed = rule.fires === 'above' ? rule.limit + 1 : rule.limit;
        let timer: number | null = null;
        let serd = emptySerd;
        const fired = times.flatMap((atNs, index) => {
          const { leaks, next } = leaksDue(timer, periodNs, atNs);
          timer = next;
          serd = record(rule, drain(serd, leaks), { atNs, seq: index + 1 });
          if (!serd.fired) return [];
          serd = drain(serd, 1);
          return [index];
        });
        expect(fired).toEqual(naive(times, needed, periodNs));
      }),
    );
  });

  test('SERD-11: while it stays full every further error fires', () => {
    const rule: SerdRule = { form: 'leaky', fires: 'above', limit: 2, windowNs: 24 * hourNs };
    expect(firings(rule, [1, 2, 3, 4, 5], (serd) => drain(serd, 1))).toEqual([2, 3, 4]);
  });
});
