import { existsSync, renameSync } from 'node:fs';
import { basename } from 'node:path';

/** The files that SQLite keeps beside a database. */
const companions = ['', '-wal', '-shm', '-journal'] as const;
const namesLimit = 1000;

/**
 * Renames a damaged database with its companions to `redline.damaged-2026-11-21T22-00-00.db`, so that nothing of it is
 * lost and a fresh one can take its place. Answers the new file name. Throws what the file system says.
 */
export function setAside(path: string, now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-');
  const stem = path.replace(/\.db$/, '');
  for (let copy = 1; copy <= namesLimit; copy += 1) {
    const target = `${stem}.damaged-${stamp}${copy === 1 ? '' : `-${copy}`}.db`;
    if (companions.some((companion) => existsSync(target + companion))) continue;
    for (const companion of companions) {
      if (existsSync(path + companion)) renameSync(path + companion, target + companion);
    }
    return basename(target);
  }
  throw new Error(`too many damaged databases of ${stamp}`);
}
