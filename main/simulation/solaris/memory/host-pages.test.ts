import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PageState } from '../../../../shared/model/drill.ts';
import { type Attempted, HostPages, isPending, type PageReason } from './host-pages.ts';
import { noPageCounters, type PageCounters } from './page-counters.ts';

const address = (number: number): string => `0x00000000.${(number * 0x2000).toString(16).padStart(8, '0')}`;
const one = address(1);

/** A page in use for `state` after a request and the attempt that belongs to it. */
function attempted(
  state: PageState,
  reason: PageReason,
  stuck = false,
): { pages: HostPages; outcome: Attempted | null } {
  const pages = new HostPages(10);
  pages.use(one, state, stuck);
  pages.request(one, reason);
  return { pages, outcome: pages.attemptRequested(one) };
}

const changes = (pages: HostPages): Partial<PageCounters> =>
  Object.fromEntries(Object.entries(pages.counters).filter(([name, value]) => value !== 0 && name !== 'pages_limit'));

describe('what an attempt makes of a page', () => {
  test.each<[PageState, Attempted]>([
    ['free', 'retired'],
    ['clean', 'retired'],
    ['dirty', 'retired'],
    ['kernel', 'deferred'],
    ['locked', 'deferred'],
  ])('PAGE-3: with corrected errors, %s', (state, expected) => {
    expect(attempted(state, 'corrected').outcome).toBe(expected);
  });

  test.each<[PageState, Attempted]>([
    ['free', 'cleared'],
    ['clean', 'cleared'],
    ['dirty', 'deferred'],
    ['kernel', 'deferred'],
    ['locked', 'deferred'],
  ])('PAGE-3 PAGE-5: with an uncorrectable error, %s', (state, expected) => {
    expect(attempted(state, 'uncorrectable').outcome).toBe(expected);
  });

  test('PAGE-13: an older kernel retires a page with corrected errors once it is free, and clears others as ever', () => {
    for (const state of ['clean', 'dirty', 'kernel', 'locked'] as const) {
      const pages = new HostPages(10, 'when-freed');
      pages.use(one, state, false);
      pages.request(one, 'corrected');
      expect(pages.attemptRequested(one)).toBe('deferred');
      pages.use(one, 'free', false);
      expect(pages.attemptAgain(one)).toBe('retired');
    }
    const pages = new HostPages(10, 'when-freed');
    pages.request(one, 'uncorrectable');
    expect(pages.attemptRequested(one)).toBe('cleared');
  });

  test('PAGE-5: two strikes, and an error that comes back at once', () => {
    const { pages } = attempted('clean', 'uncorrectable');
    expect(pages.page(one)).toMatchObject({ scrubbed: true, retired: false, reasons: [] });
    expect(pages.request(one, 'uncorrectable')).toBe('clearing');
    expect(pages.attemptRequested(one)).toBe('retired');
    expect(changes(pages)).toEqual({
      ...{ pages_retired: 1, pages_ue: 1, pages_ue_cleared_freed: 1, pages_ue_persistent: 1, pages_deferred: 1 },
    });
    expect(attempted('clean', 'uncorrectable', true).outcome).toBe('retired');
  });

  test('PAGE-2: requests for one page', () => {
    const { pages } = attempted('locked', 'corrected');
    expect(pages.request(one, 'corrected')).toBe('duplicate');
    // An uncorrectable error is news for a page that only waits because of corrected ones.
    expect(pages.request(one, 'uncorrectable')).toBe('clearing');
    expect(pages.request(one, 'uncorrectable')).toBe('duplicate');
    pages.use(one, 'clean', true);
    expect(pages.attemptAgain(one)).toBe('retired');
    expect(pages.request(one, 'uncorrectable')).toBe('duplicate');
    // Counted once, as uncorrectable.
    expect(changes(pages)).toMatchObject({ pages_retired: 1, pages_ue: 1 });
    expect(pages.counters.pages_multiple_ce).toBe(0);
  });

  test('PAGE-9: an attempt that fails counts, and the request once more', () => {
    expect(changes(attempted('locked', 'corrected').pages)).toEqual({ pages_pending: 1, pages_deferred: 2 });
    const { pages } = attempted('kernel', 'corrected');
    expect(changes(pages)).toEqual({ pages_pending: 1, pages_deferred: 1, pages_deferred_kernel: 1 });
    // The background leaves it alone.
    expect(pages.attemptAgain(one)).toBe('deferred');
    expect(changes(pages)).toEqual({ pages_pending: 1, pages_deferred: 1, pages_deferred_kernel: 1 });
  });

  test('PAGE-9: the queue has 256 places; the page behind them is found all the same', () => {
    const pages = new HostPages(1000);
    for (let number = 0; number <= 256; number += 1) {
      pages.use(address(number), 'locked', false);
      pages.request(address(number), 'corrected');
    }
    expect(changes(pages)).toEqual({ pages_pending: 257, pages_notenqueued: 1 });
    pages.use(address(256), 'free', false);
    expect(pages.attemptAgain(address(256))).toBe('retired');
    expect(changes(pages)).toEqual({
      ...{ pages_pending: 256, pages_notenqueued: 1, pages_notdequeued: 1, pages_retired: 1, pages_multiple_ce: 1 },
    });
  });
});

type Operation =
  | { readonly does: 'use'; readonly page: number; readonly state: PageState; readonly stuck: boolean }
  | { readonly does: 'request'; readonly page: number; readonly reason: PageReason }
  | { readonly does: 'attempt' | 'again' | 'unretire'; readonly page: number };

const pageNumber = fc.integer({ min: 0, max: 5 });
const operationArbitrary: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    does: fc.constant('use' as const),
    page: pageNumber,
    state: fc.constantFrom<PageState>('free', 'clean', 'dirty', 'kernel', 'locked'),
    stuck: fc.boolean(),
  }),
  fc.record({
    does: fc.constant('request' as const),
    page: pageNumber,
    reason: fc.constantFrom<PageReason>('corrected', 'uncorrectable'),
  }),
  fc.record({ does: fc.constantFrom('attempt' as const, 'attempt' as const, 'again' as const), page: pageNumber }),
  fc.record({ does: fc.constant('unretire' as const), page: pageNumber }),
);

/** The flags of a page as the kernel keeps them, and its counters, told by the rules one after the other. */
class Judge {
  readonly counters: Record<keyof PageCounters, number>;
  readonly ce = new Set<number>();
  readonly ue = new Set<number>();
  readonly scrubbed = new Set<number>();
  readonly retired = new Set<number>();
  readonly states = new Map<number, PageState>();
  readonly stuck = new Set<number>();

  constructor(limit: number) {
    this.counters = { ...noPageCounters(limit) };
  }

  isPending(page: number): boolean {
    return (this.ce.has(page) || this.ue.has(page)) && !this.retired.has(page);
  }

  apply(operation: Operation): void {
    const { does, page } = operation;
    if (does === 'use' && !this.retired.has(page)) {
      this.states.set(page, operation.state);
      if (operation.stuck) this.stuck.add(page);
      else this.stuck.delete(page);
    } else if (does === 'request') this.request(page, operation.reason);
    else if (does === 'attempt' && this.isPending(page)) {
      this.attempt(page);
      if (!this.retired.has(page)) this.counters.pages_deferred += 1;
    } else if (does === 'again' && this.isPending(page) && this.states.get(page) !== 'kernel') this.attempt(page);
    else if (does === 'unretire' && this.retired.has(page)) this.unretire(page);
  }

  request(page: number, reason: PageReason): void {
    if (this.retired.has(page)) return;
    const isNews = reason === 'uncorrectable' ? !this.ue.has(page) : !this.isPending(page);
    if (!isNews) return;
    if (!this.isPending(page)) this.counters.pages_pending += 1;
    (reason === 'uncorrectable' ? this.ue : this.ce).add(page);
  }

  attempt(page: number): void {
    const isUncorrectable = this.ue.has(page);
    const state = this.states.get(page) ?? 'clean';
    if (!isUncorrectable && this.counters.pages_multiple_ce >= this.counters.pages_limit) {
      this.counters.pages_limit_exceeded += 1;
      this.leave(page);
    } else if (state === 'kernel') this.counters.pages_deferred_kernel += 1;
    else if (state === 'locked' || (state === 'dirty' && isUncorrectable)) this.counters.pages_deferred += 1;
    else if (isUncorrectable && !this.scrubbed.has(page) && !this.stuck.has(page)) {
      this.counters.pages_ue_cleared_freed += 1;
      this.scrubbed.add(page);
      this.states.set(page, 'free');
      this.leave(page);
    } else {
      if (isUncorrectable) this.counters.pages_ue_persistent += 1;
      this.counters[isUncorrectable ? 'pages_ue' : 'pages_multiple_ce'] += 1;
      this.counters.pages_retired += 1;
      this.counters.pages_pending -= 1;
      this.retired.add(page);
    }
  }

  leave(page: number): void {
    this.counters.pages_pending -= 1;
    this.ce.delete(page);
    this.ue.delete(page);
  }

  unretire(page: number): void {
    this.counters[this.ue.has(page) ? 'pages_ue' : 'pages_multiple_ce'] -= 1;
    this.counters.pages_retired -= 1;
    this.counters.pages_unretired += 1;
    for (const flags of [this.ce, this.ue, this.scrubbed, this.retired, this.stuck]) flags.delete(page);
    this.states.set(page, 'free');
  }
}

function apply(pages: HostPages, operation: Operation): void {
  const page = address(operation.page);
  if (operation.does === 'use') pages.use(page, operation.state, operation.stuck);
  else if (operation.does === 'request') pages.request(page, operation.reason);
  else if (operation.does === 'attempt') pages.attemptRequested(page);
  else if (operation.does === 'unretire') pages.unretire(page);
  else if (isPending(pages.page(page))) pages.attemptAgain(page);
}

const retiredIn = (pages: HostPages): readonly string[] =>
  pages.pages.filter(({ retired }) => retired).map((page) => page.address);

test('PAGE-1 PAGE-6 PAGE-7 PAGE-9: any history ends as a judge of flags and counters says', () => {
  fc.assert(
    fc.property(
      fc.array(operationArbitrary, { maxLength: 80 }),
      fc.integer({ min: 0, max: 3 }),
      fc.nat(80),
      (operations, limit, savedAfter) => {
        const judge = new Judge(limit);
        let pages = new HostPages(limit);
        for (const [index, operation] of operations.entries()) {
          const before = retiredIn(pages);
          apply(pages, operation);
          judge.apply(operation);
          expect(pages.counters).toEqual(judge.counters);
          // Retired pages never return but by un-retire, and no more are retired for corrected errors than may be.
          if (operation.does !== 'unretire') expect(retiredIn(pages)).toEqual(expect.arrayContaining([...before]));
          expect(pages.counters.pages_multiple_ce).toBeLessThanOrEqual(limit);
          if (index === savedAfter) {
            const saved = structuredClone(pages.save());
            pages = new HostPages(limit);
            pages.restore(saved);
          }
        }
        expect(new Set(retiredIn(pages))).toEqual(new Set([...judge.retired].map(address)));
        const pending = pages.pages.filter(isPending).map((page) => page.address);
        expect(new Set(pending)).toEqual(
          new Set([0, 1, 2, 3, 4, 5].filter((page) => judge.isPending(page)).map(address)),
        );
      },
    ),
    { numRuns: 500 },
  );
});
