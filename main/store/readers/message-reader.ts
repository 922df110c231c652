import type { Database } from 'better-sqlite3';
import type { MessagePage } from '../../../shared/model/views.ts';
import { type Prepared, prepareAll } from '../prepare-all.ts';
import { messageDataOf } from '../read-models/message-model.ts';
import { selectLinesBefore } from '../statements/messages.ts';
import { selectCounts } from '../statements/runs.ts';
import type { MessageQuery } from '../store-api.ts';
import { asOf } from './incident-reader.ts';
import { type FoundLine, MessageSearch } from './message-search.ts';
import type { RunPosition } from './run-reader.ts';

const sql = { selectLinesBefore, selectCounts } as const;

/** Reads and searches the lines of the hosts' messages files. */
export class MessageReader {
  readonly #statements: Prepared<keyof typeof sql>;
  readonly #search: MessageSearch;

  constructor(database: Database) {
    this.#statements = prepareAll(database, sql);
    this.#search = new MessageSearch(database);
  }

  page(position: RunPosition, { role, search, host, before: wanted, limit }: MessageQuery): MessagePage {
    const { id: runId, seq } = position;
    const total = (this.#statements.selectCounts.get(runId) as { lines: number }).lines;
    const before = wanted ?? total + 1;
    const filter = { runId, host, search: search.toLowerCase() };
    const isEverything = host === null && search === '';
    const matching = isEverything ? total : this.#search.count(filter, seq);
    // Of few matches, which may be anywhere, the search is over with the last.
    const most = Math.min(limit, matching);
    const found = isEverything
      ? (this.#statements.selectLinesBefore.all({ runId, before, limit }) as FoundLine[])
      : this.#search.before(filter, before, most, total);
    return { ...asOf(position, role), total, matching, lines: found.reverse().map((line) => lineOf(line, role)) };
  }
}

function lineOf({ line, seq, observed, at, host, data, part }: FoundLine, role: MessageQuery['role']) {
  const { text, level, lastAtNs } = messageDataOf(data);
  return {
    line,
    at: lastAtNs ?? at,
    host,
    level,
    text: text.split('\n')[part] ?? '',
    number: role === 'trainer' ? seq : observed,
  };
}
