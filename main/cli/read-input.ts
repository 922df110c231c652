import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { fileProblem, UserProblem } from './user-problem.ts';

const largestInputBytes = 256 * 1024 * 1024;
const unzip = promisify(gunzip);

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    bytes += chunk.length;
    if (bytes > largestInputBytes) throw new UserProblem('standard input: more than 256 MB: split the file');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The text of a file, also gzipped; `-` is standard input. Throws `UserProblem`. */
export async function readInput(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = file === '-' ? await readStandardInput() : await readFile(file);
  } catch (error) {
    throw error instanceof UserProblem ? error : fileProblem(file, error);
  }
  const isGzip = bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip) return bytes.toString('utf8');
  try {
    return (await unzip(bytes, { maxOutputLength: largestInputBytes })).toString('utf8');
  } catch {
    throw new UserProblem(`${file}: the gzip data is damaged or larger than 256 MB: unpack it by hand and try again`);
  }
}
