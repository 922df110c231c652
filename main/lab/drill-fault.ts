/** What is wrong at a place of a drill that fits its schema. */
export interface DrillFault {
  readonly path: readonly (string | number)[];
  readonly problem: string;
}

/** The first fault that `check` finds among the items, null if none. */
export function firstFault<Item>(
  items: readonly Item[],
  check: (item: Item, index: number) => DrillFault | null,
): DrillFault | null {
  for (const [index, item] of items.entries()) {
    const fault = check(item, index);
    if (fault !== null) return fault;
  }
  return null;
}
