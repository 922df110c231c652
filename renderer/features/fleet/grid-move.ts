/** Where a cell is on the screen. */
export interface CellBox {
  readonly key: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

const middle = (one: number, other: number): number => (one + other) / 2;

/** How far `to` lies ahead of `from`, and how far beside; null where it lies behind or more beside than ahead. */
function distance(from: CellBox, to: CellBox, direction: Direction): { ahead: number; beside: number } | null {
  const across = middle(to.left, to.right) - middle(from.left, from.right);
  const along = middle(to.top, to.bottom) - middle(from.top, from.bottom);
  const isLevel = direction === 'left' || direction === 'right';
  const ahead = (isLevel ? across : along) * (direction === 'left' || direction === 'up' ? -1 : 1);
  const beside = Math.abs(isLevel ? along : across);
  return ahead > 1 && beside <= 2 * ahead ? { ahead, beside } : null;
}

/** A step to the side counts for more than one ahead, so that a key stays in its row or column. */
const besideWeight = 4;

/** The nearest cell in a direction; null at the edge. */
export function nextCell(cells: readonly CellBox[], current: string, direction: Direction): string | null {
  const from = cells.find(({ key }) => key === current);
  if (from === undefined) return cells[0]?.key ?? null;
  let best: { key: string; cost: number } | null = null;
  for (const to of cells) {
    const found = to === from ? null : distance(from, to, direction);
    if (found === null) continue;
    const cost = found.ahead + besideWeight * found.beside;
    if (best === null || cost < best.cost) best = { key: to.key, cost };
  }
  return best?.key ?? null;
}
