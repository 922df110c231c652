/** A label that wants to start at `x` and is `width` wide, in pixels. */
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
 * Puts labels, given from left to right, into as few rows as keeps `gap` pixels between neighbours. A label that would
 * leave the axis of `available` pixels is pushed back inside.
 */
export function placeLabels(labels: readonly Label[], available: number, gap: number): PlacedLabel[] {
  const rowEnds: number[] = [];
  return labels.map(({ x, width }) => {
    const left = Math.max(0, Math.min(x, available - width));
    const free = rowEnds.findIndex((end) => end + gap <= left);
    const row = free === -1 ? rowEnds.length : free;
    rowEnds[row] = left + width;
    return { left, row };
  });
}
