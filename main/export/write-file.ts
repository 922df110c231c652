import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ExportRefused } from './export-refused.ts';

export interface FileToWrite {
  readonly path: string;
  readonly chunks: AsyncIterable<string> | Iterable<string>;
  /** Aborting leaves nothing behind and whatever was at `path` as it was. */
  readonly signal?: AbortSignal;
  /** Told the bytes written so far, now and then and at the end. */
  readonly onProgress?: (bytes: number) => void;
}

/** Chunks are gathered until they are this long: a chunk may be a row of a table. */
const blockLength = 0x1_0000;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

function explain(error: unknown, path: string): unknown {
  const code = codeOf(error);
  const folder = dirname(path);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new ExportRefused('full', `There is no room for ${path}; free some space or choose another place.`);
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new ExportRefused('read-only', `${folder} cannot be written to; allow it or choose another place.`);
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new ExportRefused('unreachable', `There is no folder ${folder}; make it or choose another place.`);
  }
  if (code === 'EISDIR' || code === 'ENOTEMPTY') {
    return new ExportRefused('unreachable', `${path} is a folder; choose a name for a file in it.`);
  }
  if (code === 'EIO' || code === 'ENAMETOOLONG' || code === 'ELOOP') {
    return new ExportRefused('unreachable', `${path} cannot be written (${code}); choose another place.`);
  }
  return error;
}

function stopIfCancelled(signal: AbortSignal | undefined, path: string): void {
  if (signal?.aborted) throw new ExportRefused('cancelled', `Writing ${path} was cancelled; nothing was left there.`);
}

async function writeChunks(file: FileHandle, { path, chunks, signal, onProgress }: FileToWrite): Promise<void> {
  let bytes = 0;
  let gathered = '';
  const write = async (): Promise<void> => {
    const block = Buffer.from(gathered, 'utf8');
    gathered = '';
    await file.writeFile(block);
    bytes += block.length;
    onProgress?.(bytes);
  };
  stopIfCancelled(signal, path);
  for await (const chunk of chunks) {
    gathered += chunk;
    if (gathered.length >= blockLength) await write();
    stopIfCancelled(signal, path);
  }
  if (gathered !== '') await write();
  await file.sync();
  stopIfCancelled(signal, path);
}

/** Makes the new name durable; some file systems cannot do that for a folder, and then it is theirs to know. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/**
 * Writes a file whole or not at all: into a temporary file beside it, to the disk, then under its name. Throws
 * `ExportRefused` with a sentence where it is cancelled, the disk is full, or the place cannot be written to.
 */
export async function writeFileWhole(wanted: FileToWrite): Promise<void> {
  const folder = dirname(wanted.path);
  const temporary = join(folder, `.${basename(wanted.path).slice(0, 80)}.${randomUUID()}.part`);
  try {
    const file = await open(temporary, 'wx');
    try {
      await writeChunks(file, wanted);
    } finally {
      await file.close();
    }
    await rename(temporary, wanted.path);
    await syncFolder(folder);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw explain(error, wanted.path);
  }
}
