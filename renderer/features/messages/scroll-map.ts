/** Every line of the log is as high as any other. */
export const linePx = 20;
/** No element is made higher than this: browsers cut off at 17 to 33 million pixels. */
const tallestPx = 15_000_000;

/**
 * How far down the log somebody is, `topPx` from its first line on, against how far the scroll bar stands. Both are the
 * same until the log is higher than an element may be; then the scroll bar is a scaled-down picture of it.
 */
export interface ScrollMap {
  /** The height of what scrolls. */
  readonly heightPx: number;
  readonly farthestTopPx: number;
  readonly isScaled: boolean;
  readonly barOf: (topPx: number) => number;
  readonly topOf: (barPx: number) => number;
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/** The map for a log of so many lines of which `viewPx` are in sight. */
export function scrollMap(count: number, viewPx: number): ScrollMap {
  const wholePx = count * linePx;
  const heightPx = Math.min(wholePx, tallestPx);
  const farthestTopPx = Math.max(0, wholePx - viewPx);
  const farthestBarPx = Math.max(0, heightPx - viewPx);
  const scale = farthestBarPx === 0 ? 1 : farthestTopPx / farthestBarPx;
  return {
    heightPx,
    farthestTopPx,
    isScaled: wholePx > tallestPx,
    barOf: (topPx) => clamp(topPx, farthestTopPx) / scale,
    topOf: (barPx) => clamp(barPx * scale, farthestTopPx),
  };
}

/** Lines drawn above and below those in sight, and by how many the first of them changes at a time. */
const sparesEachSide = 8;
const step = 8;

export interface DrawnLines {
  readonly first: number;
  readonly last: number;
}

/** Which lines to draw, the last one included: those in sight and some more, the same for small moves. */
export function drawnLines(count: number, topPx: number, viewPx: number): DrawnLines {
  const inSight = Math.floor(topPx / linePx);
  const first = Math.max(0, Math.floor((inSight - sparesEachSide) / step) * step);
  const rows = Math.ceil(viewPx / linePx) + 2 * sparesEachSide + step;
  return { first, last: Math.min(count, first + rows) - 1 };
}

/** Where to go so that a line is in sight: nowhere while it is. */
export function topToShow(rank: number, topPx: number, viewPx: number): number {
  const linePlacePx = rank * linePx;
  if (linePlacePx < topPx) return linePlacePx;
  return Math.max(topPx, linePlacePx + linePx - viewPx);
}
