/** A label that belongs to `x`, at most the width of the axis, and is `width` wide, in pixels. */
export interface Label {
  readonly x: number;
  readonly width: number;
}

/** Where a label was put: its left edge and its row, the nearest to the axis first. */
export interface PlacedLabel {
  readonly left: number;
  readonly row: number;
}

/**
 * Puts labels, given from left to right, into rows that keep `gap` pixels between neighbours. A label starts at its `x`,
 * or ends there where it would leave the axis of `available` pixels.
 */
export function placeLabels(labels: readonly Label[], available: number, gap: number): PlacedLabel[] {
  const rowEnds: number[] = [];
  return labels.map(({ x, width }) => {
    const left = x + width <= available ? x : Math.max(0, x - width);
    const free = rowEnds.findIndex((end) => end + gap <= left);
    const row = free === -1 ? rowEnds.length : free;
    rowEnds[row] = left + width;
    return { left, row };
  });
}
