import { createReadStream } from 'node:fs';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { fileProblem, UserProblem } from './user-problem.ts';

const largestInputBytes = 256 * 1024 * 1024;
/** Reading more than this takes about a second, and then a person wants to know what is going on. */
const longInputBytes = 16 * 1024 * 1024;
const unzip = promisify(gunzip);

const tooLong = (file: string) => new UserProblem(`${file}: more than 256 MB: split the file`);

/** Reads to the end, or to the limit: a device or a pipe may have no end. */
async function readBytes(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of file === '-' ? process.stdin : createReadStream(file)) {
    bytes += chunk.length;
    if (bytes > largestInputBytes) throw tooLong(file);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function unpack(file: string, bytes: Buffer): Promise<Buffer> {
  try {
    return await unzip(bytes, { maxOutputLength: largestInputBytes });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLong(file);
    throw new UserProblem(`${file}: the gzip data is damaged: unpack it by hand and try again`);
  }
}

/** The text of a file, also gzipped, without a byte order mark; `-` is standard input. Throws `UserProblem`. */
export async function readInput(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readBytes(file);
  } catch (error) {
    throw error instanceof UserProblem ? error : fileProblem(file, error);
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes.length > 2) bytes = await unpack(file, bytes);
  // Into a file or a pipe goes one line only, and only of what is wrong.
  if (bytes.length > longInputBytes && process.stderr.isTTY) {
    process.stderr.write(`redline: reading ${file}, ${Math.round(bytes.length / 1_000_000)} MB…\n`);
  }
  return new TextDecoder().decode(bytes);
}
