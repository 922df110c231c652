import type { Database, Statement } from 'better-sqlite3';

export type Prepared<Name extends string> = { readonly [Each in Name]: Statement };

/** Prepares every statement of a file of SQL, under its own name. */
export function prepareAll<Name extends string>(
  database: Database,
  texts: { readonly [Each in Name]: string },
): Prepared<Name> {
  const entries = Object.entries<string>(texts).map(([name, text]) => [name, database.prepare(text)]);
  return Object.fromEntries(entries) as Prepared<Name>;
}
