/** A line of a messages file, without date and host. `seq` is the event that it tells of. */
export interface FileLine {
  readonly text: string;
  readonly level: string;
  readonly atNs: number;
  readonly seq: number;
}

/** What syslogd remembers of one file: the line before, while it is valid, and what has come since that is equal to it. */
export interface RepeatedLines {
  /** Null where any line is written in full. */
  readonly line: FileLine | null;
  /** How many equal lines were not written. */
  readonly count: number;
  /** The newest of them. */
  readonly last: FileLine | null;
}

export const nothingRepeated: RepeatedLines = { line: null, count: 0, last: null };

/** The words that stand for lines which were not written. */
export const repetitionText = (count: number): string =>
  `last message repeated ${count} ${count === 1 ? 'time' : 'times'}`;

/** Whether a line is only counted: it equals the one before. */
export const isRepeated = ({ line }: RepeatedLines, text: string): boolean => line?.text === text;

/** Of a text none of whose lines can equal the one before it: they differ in length. */
export interface LinePlaces {
  readonly firstLength: number;
  readonly lastStart: number;
  /** The last line where it is always the same, or else null. */
  readonly lastLine: string | null;
}

/** Null where two lines are equally long: then the text must be read. What stands for `hole` changes, and the first line. */
export function linePlacesOf(text: string, hole: string): LinePlaces | null {
  const lines = text.split('\n');
  if (lines.some((line, index) => line.length === lines[index + 1]?.length)) return null;
  const [first = '', last = ''] = [lines[0], lines.at(-1)];
  const isSame = lines.length > 1 && !last.includes(hole);
  return { firstLength: first.length, lastStart: text.length - last.length, lastLine: isSame ? last : null };
}

/**
 * Where the last line of a text begins, or -1 where one of its lines equals the one before it, for the first `before`.
 * That hardly ever is so: nothing is cut out, and where `places` are known, nothing is read.
 */
export function lastLineStart(before: FileLine | null, text: string, places: LinePlaces | null = null): number {
  if (places !== null && before?.text.length !== places.firstLength) return places.lastStart;
  let end = text.indexOf('\n');
  const firstLength = end === -1 ? text.length : end;
  if (before !== null && before.text.length === firstLength && text.startsWith(before.text)) return -1;
  let start = 0;
  while (end !== -1) {
    const nextStart = end + 1;
    const nextEnd = text.indexOf('\n', nextStart);
    const nextLength = (nextEnd === -1 ? text.length : nextEnd) - nextStart;
    if (end - start === nextLength && text.startsWith(text.slice(start, end), nextStart)) return -1;
    start = nextStart;
    end = nextEnd;
  }
  return start;
}

/** Takes one line in. One that is not repeated is written, after what is pending. */
export function takeLine(before: RepeatedLines, line: FileLine): RepeatedLines {
  if (!isRepeated(before, line.text)) return { line, count: 0, last: null };
  return { ...before, count: before.count + 1, last: line };
}
