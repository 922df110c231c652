import { diff } from '@codemirror/merge';

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

/** The characters that stand for lines: below those that make pairs. */
const mostCharacters = 0xd000;

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** Both texts with one character for each line, the same one for the same line. */
function asCharacters(one: readonly string[], other: readonly string[]): readonly [string, string] {
  const characters = new Map<string, string>();
  const encode = (lines: readonly string[]): string =>
    lines
      .map((line) => {
        const known = characters.get(line) ?? String.fromCharCode(characters.size % mostCharacters);
        characters.set(line, known);
        return known;
      })
      .join('');
  return [encode(one), encode(other)];
}

/** For each line of the middle text, and after the last: the lines of the other that stand before or in its place. */
function alignment(middle: readonly string[], other: readonly string[]) {
  const inPlace = new Map<number, number | null>();
  const before = new Map<number, number[]>();
  let next = 0;
  let index = 0;
  const [a, b] = asCharacters(middle, other);
  for (const { fromA, toA, toB } of diff(a, b, { scanLimit: 2_000, timeout: 500 })) {
    for (; index < fromA; index += 1) inPlace.set(index, next++);
    for (; index < toA; index += 1) inPlace.set(index, next < toB ? next++ : null);
    while (next < toB) before.set(toA, [...(before.get(toA) ?? []), next++]);
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
