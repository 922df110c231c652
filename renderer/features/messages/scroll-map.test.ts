import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawnLines, linePx, scrollMap, topToShow } from './scroll-map.ts';

const log = fc.record({
  count: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 20_000_000 })),
  viewPx: fc.integer({ min: 40, max: 2000 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('a log against its scroll bar', () => {
  test('the bar’s ends are the log’s ends, and both go the same way', () => {
    fc.assert(
      fc.property(log, ({ count, viewPx, share }) => {
        const map = scrollMap(count, viewPx);
        const farthestBarPx = Math.max(0, map.heightPx - viewPx);
        expect(map.topOf(0)).toBe(0);
        expect(map.topOf(farthestBarPx)).toBeCloseTo(map.farthestTopPx, 3);
        const topPx = share * map.farthestTopPx;
        expect(map.topOf(map.barOf(topPx))).toBeCloseTo(topPx, 3);
        expect(map.barOf(topPx)).toBeLessThanOrEqual(farthestBarPx + 0.001);
        expect(map.barOf(topPx + linePx)).toBeGreaterThanOrEqual(map.barOf(topPx));
      }),
    );
  });

  test('up to 750,000 lines a pixel is a pixel, and no log is higher than browsers can', () => {
    const map = scrollMap(750_000, 600);
    expect(map.isScaled).toBe(false);
    expect(map.barOf(12_345)).toBe(12_345);
    expect(scrollMap(4_000_000, 600)).toMatchObject({ isScaled: true, heightPx: 15_000_000 });
  });

  test('every line in sight is drawn, and few others', () => {
    fc.assert(
      fc.property(log, ({ count, viewPx, share }) => {
        const topPx = share * scrollMap(count, viewPx).farthestTopPx;
        const { first, last } = drawnLines(count, topPx, viewPx);
        expect(first).toBeLessThanOrEqual(Math.floor(topPx / linePx));
        expect(last).toBeGreaterThanOrEqual(Math.min(count - 1, Math.ceil((topPx + viewPx) / linePx) - 1));
        expect(last - first).toBeLessThan(viewPx / linePx + 60);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(last).toBeLessThan(count);
      }),
    );
  });

  test('a line that is to be shown is in sight then, and nothing moves when it was', () => {
    fc.assert(
      fc.property(log, fc.nat({ max: 1_000_000 }), ({ count, viewPx, share }, place) => {
        const rank = place % count;
        const topPx = share * scrollMap(count, viewPx).farthestTopPx;
        const shownPx = topToShow(rank, topPx, viewPx);
        expect(rank * linePx).toBeGreaterThanOrEqual(shownPx);
        if (viewPx >= linePx) expect(rank * linePx + linePx).toBeLessThanOrEqual(shownPx + viewPx + 0.001);
        const wasShown = rank * linePx >= topPx && rank * linePx + linePx <= topPx + viewPx;
        if (wasShown) expect(shownPx).toBe(topPx);
      }),
    );
  });
});
