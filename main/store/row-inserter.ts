import type { Database, Statement } from 'better-sqlite3';
import { assert } from '../../shared/lib/assert.ts';
import { insertRows } from './statements/events.ts';

/** Rows of one statement: more gain nothing. */
const rowsAStatement = 50;

/** Inserts rows, given as one flat list of their values, fifty by one statement and the rest one by one. */
export class RowInserter {
  readonly #many: Statement;
  readonly #one: Statement;
  readonly #width: number;

  constructor(database: Database, table: string, columns: readonly string[]) {
    this.#width = columns.length;
    this.#many = database.prepare(insertRows(table, columns, rowsAStatement));
    this.#one = database.prepare(insertRows(table, columns, 1));
  }

  insert(values: readonly unknown[]): void {
    assert(values.length % this.#width === 0, 'rows to insert are not complete');
    const step = rowsAStatement * this.#width;
    let offset = 0;
    for (; offset + step <= values.length; offset += step) this.#many.run(values.slice(offset, offset + step));
    for (; offset < values.length; offset += this.#width) this.#one.run(values.slice(offset, offset + this.#width));
  }
}
