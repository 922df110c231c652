import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

const magic = 'SQLite format 3\0';
const userVersionOffset = 60;
const applicationIdOffset = 68;
const headerBytes = 100;
const logHeaderBytes = 32;
const frameHeaderBytes = 24;

/** What a database file says of itself: `absent`, not SQLite at all (`damaged`), or a database with its version. */
export type FileNature =
  | { readonly kind: 'absent' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'database'; readonly userVersion: number; readonly applicationId: number };

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function readHeader(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(headerBytes);
    return header.subarray(0, readSync(file, header, 0, headerBytes, 0));
  } finally {
    closeSync(file);
  }
}

/** The highest version among the copies of the first page in the write-ahead log; versions only ever rise. */
function versionInLog(path: string): number {
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const logHeader = Buffer.alloc(logHeaderBytes);
    if (readSync(file, logHeader, 0, logHeaderBytes, 0) < logHeaderBytes) return 0;
    const frameBytes = frameHeaderBytes + logHeader.readUInt32BE(8);
    const start = Buffer.alloc(frameHeaderBytes + headerBytes);
    let version = 0;
    for (let offset = logHeaderBytes; offset + frameBytes <= size; offset += frameBytes) {
      readSync(file, start, 0, start.length, offset);
      if (start.readUInt32BE(0) !== 1) continue;
      version = Math.max(version, start.readInt32BE(frameHeaderBytes + userVersionOffset));
    }
    return version;
  } finally {
    closeSync(file);
  }
}

/**
 * Looks at a database without SQLite, because opening one already changes it: a file that this program must not touch
 * has to be known before. Throws what the file system says.
 */
export function inspectFile(path: string): FileNature {
  const logBytes = sizeOf(`${path}-wal`);
  if (sizeOf(path) === 0) return logBytes > 0 ? { kind: 'damaged' } : { kind: 'absent' };
  const header = readHeader(path);
  if (header.length < headerBytes || header.toString('latin1', 0, magic.length) !== magic) return { kind: 'damaged' };
  const logVersion = logBytes > 0 ? versionInLog(`${path}-wal`) : 0;
  return {
    kind: 'database',
    userVersion: Math.max(header.readInt32BE(userVersionOffset), logVersion),
    applicationId: header.readInt32BE(applicationIdOffset),
  };
}
