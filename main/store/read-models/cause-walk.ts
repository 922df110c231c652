import type { EventRow } from '../event-row.ts';

export type ReadEventRow = (seq: number) => EventRow;

/** One event met on the way back, with how many steps away it is and which of its causes lie before it. */
export interface WalkedEvent {
  readonly row: EventRow;
  readonly depth: number;
}

const causesOf = (row: EventRow): number[] => JSON.parse(row.causes) as number[];

/**
 * Walks causes back from `start`, breadth first and nearest first, each event once, at most `limit` of them. `enter`
 * decides whether an event is part of the walk; what lies behind one that is not is left out with it.
 */
export function walkCauses(
  start: number,
  limit: number,
  read: ReadEventRow,
  enter: (row: EventRow) => boolean,
): { walked: WalkedEvent[]; truncated: boolean } {
  const walked: WalkedEvent[] = [];
  const seen = new Set([start]);
  const waiting = [{ seq: start, depth: 0 }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const row = read(next.seq);
    if (!enter(row)) continue;
    if (walked.length === limit) return { walked, truncated: true };
    walked.push({ row, depth: next.depth });
    for (const seq of causesOf(row)) {
      if (seen.has(seq)) continue;
      seen.add(seq);
      waiting.push({ seq, depth: next.depth + 1 });
    }
  }
  return { walked, truncated: false };
}
