import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { fileProblem, UserProblem } from './user-problem.ts';

/** Refuses to write over the file that was read. Throws `UserProblem`. */
export async function requireAnotherFile(input: string, output: string): Promise<void> {
  const [read, written] = await Promise.all([input, output].map((file) => stat(file).catch(() => null)));
  if (!read || !written?.isFile() || read.ino !== written.ino || read.dev !== written.dev) return;
  throw new UserProblem(`${output}: this is the file to read: choose another name for the drill`);
}

/** Writes a file that is either whole or not there; `-` is standard output. Throws `UserProblem`. */
export async function writeOutput(file: string, text: string): Promise<void> {
  if (file === '-') {
    process.stdout.write(text);
    return;
  }
  try {
    const present = await stat(file).catch(() => null);
    // A device or a pipe must be written to, not be replaced by a file.
    if (present !== null && !present.isFile()) await writeFile(file, text);
    else await replaceFile(present === null ? file : await realpath(file), text);
  } catch (error) {
    throw fileProblem(file, error);
  }
}

async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.part`;
  try {
    await makeFolder(dirname(resolve(file)));
    await writeFile(temporary, text, { flush: true });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
