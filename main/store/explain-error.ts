import { StoreRefused } from './store-refused.ts';

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
};

/** Whether SQLite says that the file is no database or a broken one. */
export const isDamage = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));

/**
 * What SQLite or the file system said about the station folder, as a sentence for a person. Anything else comes back
 * as it is: it is a mistake of the program.
 */
export function explainError(error: unknown, folder: string): unknown {
  const code = codeOf(error);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new StoreRefused(
      'locked',
      `Another Redline has the station ${folder} open; close it, or choose another folder with --station.`,
    );
  }
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) {
    return new StoreRefused(
      'full',
      `The disk that holds the station ${folder} is full; free some space and try again. What was saved before is safe.`,
    );
  }
  if (/^(SQLITE_READONLY|EROFS|EACCES|EPERM)/.test(code)) {
    return new StoreRefused(
      'read-only',
      `The station ${folder} cannot be written to; allow writing to that folder, or choose another with --station.`,
    );
  }
  if (isDamage(error)) {
    return new StoreRefused(
      'damaged',
      `The database of the station ${folder} is damaged; start Redline again: it sets the file aside and keeps it.`,
    );
  }
  if (/^(SQLITE_(CANTOPEN|IOERR)|ENOTDIR|ENOENT|EEXIST|EISDIR|EIO|ENAMETOOLONG|ELOOP)/.test(code)) {
    return new StoreRefused(
      'unreachable',
      `The station ${folder} cannot be read or written (${code}); check that it is a folder on a working disk, or choose another with --station.`,
    );
  }
  return error;
}
