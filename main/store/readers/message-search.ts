import type { Database } from 'better-sqlite3';
import { assertPresent } from '../../../shared/lib/assert.ts';
import { type Prepared, prepareAll } from '../prepare-all.ts';
import { countLines, messageDataOf } from '../read-models/message-model.ts';
import { selectCandidateData, selectCandidates, selectLinePlace } from '../statements/messages.ts';

const sql = { selectCandidateData, selectCandidates, selectLinePlace } as const;

/** An event with lines. */
interface MessageEvent {
  readonly seq: number;
  readonly observed: number;
  readonly at: number;
  readonly host: string;
  readonly data: string;
}

/** A line in its event, the first being 0. */
export interface FoundLine extends MessageEvent {
  readonly line: number;
  readonly part: number;
}

/** What lines are wanted: those of one host, those with a text in small letters, or both. */
export interface LineFilter {
  readonly runId: number;
  readonly host: string | null;
  readonly search: string;
}

/** How far the lines of a filter have been counted. What is in the log stays as it is, so only what is new is counted. */
interface Count {
  readonly upTo: number;
  readonly matching: number;
}

const mostCounts = 64;

/** A LIKE pattern that finds `search` anywhere, each character of it as itself. */
const patternOf = (search: string): string => `%${search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;

const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;

/** The pattern that the JSON of every event with such a line matches; null for letters beyond ASCII: any may. */
const jsonPatternOf = (search: string): string | null =>
  search !== '' && isAscii(search) ? patternOf(JSON.stringify(search).slice(1, -1)) : null;

const hasText = (line: string, search: string): boolean => line.toLowerCase().includes(search);

/** Finds and counts the lines that a filter wants. */
export class MessageSearch {
  readonly #statements: Prepared<keyof typeof sql>;
  readonly #counts = new Map<string, Count>();

  constructor(database: Database) {
    this.#statements = prepareAll(database, sql);
  }

  /** How many lines there are up to the event `upTo`. The first count of a filter reads the whole log. */
  count(filter: LineFilter, upTo: number): number {
    const key = JSON.stringify([filter.runId, filter.host, filter.search]);
    const known = this.#counts.get(key) ?? { upTo: 0, matching: 0 };
    const matching = known.matching + this.#countBetween(filter, known.upTo, upTo);
    this.#counts.delete(key);
    if (this.#counts.size >= mostCounts) this.#counts.delete(this.#counts.keys().next().value ?? '');
    this.#counts.set(key, { upTo, matching });
    return matching;
  }

  /** Of the wanted lines before one the last `limit`, newest first. The log has `total` lines. */
  before(filter: LineFilter, before: number, limit: number, total: number): FoundLine[] {
    const { runId, host, search } = filter;
    const found: FoundLine[] = [];
    if (before <= 1 || limit === 0) return found;
    const last = this.#place(runId, Math.min(before - 1, total));
    const wanted = { runId, after: 0, upTo: last.seq, host, jsonPattern: jsonPatternOf(search) };
    let highest = Math.min(before - 1, total);
    for (const row of this.#statements.selectCandidates.iterate(wanted) as IterableIterator<MessageEvent>) {
      const lines = messageDataOf(row.data).text.split('\n');
      const lastPart = row.seq === last.seq ? last.part : lines.length - 1;
      const parts = lines.flatMap((line, part) => (part <= lastPart && hasText(line, search) ? [part] : []));
      if (parts.length === 0) continue;
      const first = this.#firstLineOf(runId, row.seq, highest);
      highest = first;
      for (const part of parts.reverse()) {
        if (found.length < limit) found.push({ ...row, line: first + part, part });
      }
      if (found.length === limit) break;
    }
    return found;
  }

  #countBetween({ runId, host, search }: LineFilter, after: number, upTo: number): number {
    if (after >= upTo) return 0;
    const wanted = { runId, after, upTo, host, jsonPattern: jsonPatternOf(search) };
    let matching = 0;
    for (const data of this.#statements.selectCandidateData.pluck().iterate(wanted) as IterableIterator<string>) {
      if (search === '') matching += countLines(data);
      else for (const line of messageDataOf(data).text.split('\n')) if (hasText(line, search)) matching += 1;
    }
    return matching;
  }

  /** The first line of an event that has some, at most `highest`: lines are in the order of their events. */
  #firstLineOf(runId: number, seq: number, highest: number): number {
    let low = 1;
    let high = highest;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#place(runId, middle).seq < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #place(runId: number, line: number): { readonly seq: number; readonly part: number } {
    const place = this.#statements.selectLinePlace.get(runId, line) as { seq: number; part: number } | undefined;
    return assertPresent(place, 'a line of the log');
  }
}
