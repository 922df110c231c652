import type { Database } from 'better-sqlite3';
import { foldLife, hostLifeLimit, isOnConsole } from '../../../shared/lib/on-console.ts';
import { type ConsoleView, consoleHistoryLimit, type TypedLine } from '../../../shared/model/console-view.ts';
import type { AudienceEvent, EventDataOf } from '../../../shared/model/events.ts';
import type { Role } from '../../../shared/model/ids.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import { audienceEventOf, type EventRow } from '../event-row.ts';
import { type Prepared, prepareAll } from '../prepare-all.ts';
import {
  selectConsoleEntries,
  selectHostMessages,
  selectLife,
  selectObservedFrom,
  selectTypedLines,
} from '../statements/console.ts';
import type { ConsoleQuery } from '../store-api.ts';
import type { EventReader } from './event-reader.ts';
import { asOf } from './incident-reader.ts';
import type { RunPosition } from './run-reader.ts';

/** Events that are gone through at a time, and in one answer at most: a quiet host beside a busy one has few of them. */
const stepEvents = 20_000;
const mostEvents = 200_000;

const sql = { selectConsoleEntries, selectHostMessages, selectLife, selectObservedFrom, selectTypedLines } as const;

/** Rows of a console, newest first, complete from `from` on. */
interface Found {
  readonly rows: readonly EventRow[];
  readonly from: number;
}

const isShown = ({ kind, data }: EventRow): boolean =>
  isOnConsole({ kind, data: JSON.parse(data) as Record<string, string> });

/** Reads what was on hosts' consoles. */
export class ConsoleReader {
  readonly #events: EventReader;
  readonly #statements: Prepared<keyof typeof sql>;

  constructor(database: Database, events: EventReader) {
    this.#events = events;
    this.#statements = prepareAll(database, sql);
  }

  /** Null for a host that the run does not have. */
  console(position: RunPosition, { host, role, before, limit }: ConsoleQuery): ConsoleView | null {
    const { drill } = JSON.parse(position.scenario) as Scenario;
    if (!drill.hosts.some(({ name }) => name === host)) return null;
    const end = before === null ? position.seq + 1 : this.#events.seqOf(position.id, role, before);
    const { rows, from } = this.#find(position.id, host, end, limit);
    return {
      ...asOf(position, role),
      host,
      entries: rows.toReversed().map((row) => audienceEventOf(row, role)),
      from: this.#numberOf(position, role, from),
      life: before === null ? this.#life(position.id, host, role) : [],
      history: before === null ? this.#typedLines(position.id, host, role) : [],
    };
  }

  /** Goes back from `end` step by step until there are `limit` rows, nothing is older, or that was enough for once. */
  #find(runId: number, host: string, end: number, limit: number): Found {
    const rows: EventRow[] = [];
    const stop = Math.max(1, end - mostEvents);
    for (let to = end; to > stop; to -= stepEvents) {
      const from = Math.max(1, to - stepEvents);
      rows.push(...this.#between(runId, host, from, to, limit - rows.length));
      const last = rows.at(-1);
      if (rows.length === limit && last !== undefined) return { rows, from: last.seq };
    }
    return { rows, from: stop };
  }

  #between(runId: number, host: string, from: number, to: number, limit: number): EventRow[] {
    const { selectConsoleEntries, selectHostMessages } = this.#statements;
    const entries = selectConsoleEntries.all(runId, host, from, to, limit) as EventRow[];
    const messages: EventRow[] = [];
    for (const row of selectHostMessages.iterate(runId, host, from, to, -1) as IterableIterator<EventRow>) {
      if (isShown(row)) messages.push(row);
      if (messages.length === limit) break;
    }
    return [...entries, ...messages].sort((one, other) => other.seq - one.seq).slice(0, limit);
  }

  #life(runId: number, host: string, role: Role): AudienceEvent[] {
    const rows = this.#statements.selectLife.all(runId, host, hostLifeLimit) as EventRow[];
    const events = rows.reverse().map((row) => audienceEventOf(row, role));
    return events.reduce<AudienceEvent[]>(foldLife, []);
  }

  #typedLines(runId: number, host: string, role: Role): TypedLine[] {
    const rows = this.#statements.selectTypedLines.all(runId, host, consoleHistoryLimit) as EventRow[];
    return rows.reverse().map((row) => {
      const { line, person } = JSON.parse(row.data) as EventDataOf<'console.ran'>;
      return { number: audienceEventOf(row, role).number, line, person };
    });
  }

  #numberOf(position: RunPosition, role: Role, seq: number): number {
    if (role === 'trainer' || seq === 1) return seq;
    const observed = this.#statements.selectObservedFrom.pluck().get(position.id, seq) as number | undefined;
    return observed ?? position.observed + 1;
  }
}
