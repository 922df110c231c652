import { Chunk } from '@codemirror/merge';
import { Text } from '@codemirror/state';

/** A line in each text, null where that text has none there. `number` is the line's own, from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** Lines of three texts beside each other: what is in one row is the same line or stands in its place. */
export interface ThreeWayRow {
  readonly cells: readonly [Line | null, Line | null, Line | null];
  readonly isSame: boolean;
}

interface Hunk {
  /** Lines of the middle text, from 0, that the hunk covers: `to` is the first after it. */
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** Where another text differs from the middle one, in lines of both. */
function hunksOf(middle: readonly string[], other: readonly string[]): readonly Hunk[] {
  if (middle.length === 0 || other.length === 0) {
    return [{ from: 0, to: middle.length, otherFrom: 0, otherTo: other.length }];
  }
  const chunks = Chunk.build(Text.of([...middle]), Text.of([...other]), { scanLimit: 2_000, timeout: 500 });
  const starts = (lines: readonly string[]) => {
    const offsets: number[] = [0];
    for (const line of lines) offsets.push((offsets.at(-1) ?? 0) + line.length + 1);
    return (offset: number): number => {
      const index = offsets.findIndex((start) => start >= offset);
      return index === -1 ? lines.length : Math.min(index, lines.length);
    };
  };
  const [lineA, lineB] = [starts(middle), starts(other)];
  return chunks.map(({ fromA, toA, fromB, toB }) => {
    return { from: lineA(fromA), to: lineA(toA), otherFrom: lineB(fromB), otherTo: lineB(toB) };
  });
}

/** For each line of the middle text, and after the last: the lines of the other that stand before or in its place. */
function alignment(middle: readonly string[], other: readonly string[]) {
  const inPlace = new Map<number, number | null>();
  const before = new Map<number, number[]>();
  let next = 0;
  let index = 0;
  for (const { from, to, otherFrom, otherTo } of hunksOf(middle, other)) {
    for (; index < from; index += 1) inPlace.set(index, next++);
    next = otherFrom;
    for (; index < to; index += 1) inPlace.set(index, next < otherTo ? next++ : null);
    while (next < otherTo) before.set(to, [...(before.get(to) ?? []), next++]);
  }
  for (; index < middle.length; index += 1) inPlace.set(index, next++);
  return { inPlace, before };
}

/** Puts three texts beside each other, line by line, along the middle one. */
export function threeWay(left: string, middle: string, right: string): readonly ThreeWayRow[] {
  const [a, b, c] = [linesOf(left), linesOf(middle), linesOf(right)];
  const [toLeft, toRight] = [alignment(b, a), alignment(b, c)];
  const cell = (lines: readonly string[], index: number | null | undefined): Line | null =>
    index === null || index === undefined ? null : { number: index + 1, text: lines[index] ?? '' };
  const rows: ThreeWayRow[] = [];
  for (let index = 0; index <= b.length; index += 1) {
    const [before, after] = [toLeft.before.get(index) ?? [], toRight.before.get(index) ?? []];
    for (let extra = 0; extra < Math.max(before.length, after.length); extra += 1) {
      rows.push({ cells: [cell(a, before[extra]), null, cell(c, after[extra])], isSame: false });
    }
    if (index === b.length) break;
    const cells = [cell(a, toLeft.inPlace.get(index)), cell(b, index), cell(c, toRight.inPlace.get(index))] as const;
    rows.push({ cells, isSame: cells.every((one) => one !== null && one.text === b[index]) });
  }
  return rows;
}

/** Rows to show: those that differ with `context` rows around them; a number stands for so many that are left out. */
export function folded(rows: readonly ThreeWayRow[], context: number): readonly (ThreeWayRow | number)[] {
  const shown = new Set<number>();
  rows.forEach((row, index) => {
    if (row.isSame) return;
    for (let near = index - context; near <= index + context; near += 1) shown.add(near);
  });
  const result: (ThreeWayRow | number)[] = [];
  let hidden = 0;
  rows.forEach((row, index) => {
    if (!shown.has(index)) {
      hidden += 1;
      return;
    }
    if (hidden > 0) result.push(hidden);
    hidden = 0;
    result.push(row);
  });
  if (hidden > 0) result.push(hidden);
  return result;
}
