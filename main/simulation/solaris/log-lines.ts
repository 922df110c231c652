import { type Instant, parseSyslogTime } from '../../../shared/lib/civil-time.ts';

/** One line of a messages file, put together again where it was wrapped. */
export interface LogLine {
  /** The line's number in the file, from 1. */
  readonly line: number;
  /** The date as it stands in the line: `Oct 23 11:37:05`. */
  readonly at: string;
  readonly instant: Instant;
  readonly host: string;
  /** What follows the host and one space. */
  readonly body: string;
}

/** How many lines a text has, wrapped ones counted once, and how many of them are none of a messages file. */
export interface LineCounts {
  readonly lines: number;
  readonly unparsed: number;
  /** The number of the first of those, 0 for none. */
  readonly firstUnparsed: number;
}

const start = /^([A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}) ([A-Za-z0-9][A-Za-z0-9._:-]{0,254}) ?(.*)$/s;

/** syslogd writes no longer line. */
const longestLine = 1024;
/** Into how many pieces a line can have been wrapped. */
const mostPieces = 40;

/** What a line looks like of which nothing is missing, so that the next is not the rest of it. */
const completeBodies: readonly RegExp[] = [
  / at TL[=>]0, errID 0x[0-9a-f]{8}\.[0-9a-f]{8}$/,
  /^ *AFSR \S+ AFAR 0x[0-9a-f]{8}\.[0-9a-f]{8}(?: AMBIGUOUS| INVALID)?$/,
  /^ *Fault_PC .* J\d{4,5}$/,
  / in error and corrected$/,
  / Bits were in error$/,
  /^last message repeated \d+ times?$/,
  /, will try again$|, giving up$/,
  / offlined due to (?:more than 2 xxC Events in [\d:]+ \(hh:mm:ss\)|UCC Event with ME set|xxU Event)$/,
];

const isComplete = (body: string): boolean => completeBodies.some((each) => each.test(body));

/** Puts the rest of a wrapped line behind it: a path is broken inside a word, all else at a space. */
const rejoin = (body: string, rest: string): string =>
  body.endsWith('/') || body.endsWith(' ') ? body + rest : `${body} ${rest}`;

interface OpenLine {
  readonly line: number;
  readonly at: string;
  readonly instant: Instant;
  readonly host: string;
  body: string;
  pieces: number;
}

/** Reads the lines of one file in order, and turns the year where December is followed by January. */
class LineReader {
  lines = 0;
  unparsed = 0;
  firstUnparsed = 0;
  #year: number;
  #month = '';
  #open: OpenLine | null = null;
  readonly #visit: (line: LogLine) => void;

  constructor(year: number, visit: (line: LogLine) => void) {
    this.#year = year;
    this.#visit = visit;
  }

  read(text: string, line: number): void {
    const trimmed = text.trimEnd();
    if (trimmed === '') {
      this.close();
      return;
    }
    const started = this.#begin(trimmed, line);
    if (started !== null) {
      this.close();
      this.#open = started;
    } else if (!this.#extend(trimmed)) {
      this.close();
      this.lines += 1;
      this.unparsed += 1;
      if (this.firstUnparsed === 0) this.firstUnparsed = line;
    }
  }

  close(): void {
    const open = this.#open;
    this.#open = null;
    if (open === null) return;
    this.lines += 1;
    const { line, at, instant, host, body } = open;
    this.#visit({ line, at, instant, host, body: body.trimEnd() });
  }

  #begin(text: string, line: number): OpenLine | null {
    const match = text.length <= longestLine ? start.exec(text) : null;
    if (match === null) return null;
    const [, at = '', host = '', body = ''] = match;
    const month = at.slice(0, 3);
    const year = this.#month === 'Dec' && month === 'Jan' ? this.#year + 1 : this.#year;
    const instant = parseSyslogTime(at, year);
    if (instant === null) return null;
    this.#year = year;
    this.#month = month;
    return { line, at, instant, host, body, pieces: 1 };
  }

  /** Whether the text is the rest of the open line. */
  #extend(text: string): boolean {
    const open = this.#open;
    if (open === null || text === '.' || isComplete(open.body.trimEnd())) return false;
    if (open.pieces >= mostPieces || open.body.length + text.length >= longestLine) return false;
    open.pieces += 1;
    open.body = rejoin(open.body, text);
    return true;
  }
}

/**
 * Takes a messages file apart, the first line being of `year`, and hands its lines on in their order. Never fails: what
 * is no line is counted.
 */
export function readLogLines(text: string, year: number, visit: (line: LogLine) => void): LineCounts {
  const reader = new LineReader(year, visit);
  let number = 0;
  for (let from = 0; from < text.length; ) {
    const found = text.indexOf('\n', from);
    const to = found === -1 ? text.length : found;
    number += 1;
    // Of a line that is too long for syslogd, enough is read to see that.
    reader.read(text.slice(from, Math.min(to, from + 2 * longestLine)), number);
    from = to + 1;
  }
  reader.close();
  const { lines, unparsed, firstUnparsed } = reader;
  return { lines, unparsed, firstUnparsed };
}
