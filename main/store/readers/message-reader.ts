import type { Database } from 'better-sqlite3';
import type { MessagePage } from '../../../shared/model/views.ts';
import { type Prepared, prepareAll } from '../prepare-all.ts';
import { foldedMessageLine, messageLine } from '../read-models/message-model.ts';
import { countMatchingMessages, selectMessagePage } from '../statements/messages.ts';
import { selectCounts } from '../statements/runs.ts';
import type { MessageQuery } from '../store-api.ts';
import { asOf } from './incident-reader.ts';
import type { RunPosition } from './run-reader.ts';

const sql = { selectMessagePage, countMatchingMessages, selectCounts } as const;

interface MessageRow {
  readonly line: number;
  readonly seq: number;
  readonly observed: number;
  readonly at: number;
  readonly host: string;
  readonly level: string;
  readonly text: string;
}

/** A LIKE pattern that finds `search` anywhere, each character of it as itself; null finds everything. */
const patternOf = (search: string): string => `%${search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;

/** The pattern that the JSON of every event with such a line matches; any matches for letters beyond ASCII. */
const jsonPatternOf = (search: string): string =>
  isAscii(search) ? patternOf(JSON.stringify(search).slice(1, -1)) : '%';

const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;

/** Reads and searches the lines of the hosts' messages files. */
export class MessageReader {
  readonly #statements: Prepared<keyof typeof sql>;

  constructor(database: Database) {
    database.function('message_line', { deterministic: true }, messageLine);
    database.function('folded_message_line', { deterministic: true }, foldedMessageLine);
    this.#statements = prepareAll(database, sql);
  }

  page(position: RunPosition, { role, search, host, before, limit }: MessageQuery): MessagePage {
    const { selectMessagePage, countMatchingMessages, selectCounts } = this.#statements;
    const total = (selectCounts.get(position.id) as { lines: number }).lines;
    const pattern = search === '' ? null : patternOf(search.toLowerCase());
    const jsonPattern = pattern === null ? null : jsonPatternOf(search);
    const wanted = { runId: position.id, host, pattern, jsonPattern };
    const rows = selectMessagePage.all({ ...wanted, before: before ?? total + 1, limit }) as MessageRow[];
    const everything = host === null && pattern === null;
    return {
      ...asOf(position, role),
      total,
      matching: everything ? total : Number(countMatchingMessages.pluck().get(wanted)),
      lines: rows.reverse().map(({ seq, observed, ...line }) => ({
        ...line,
        number: role === 'trainer' ? seq : observed,
      })),
    };
  }
}
