import { mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { fileProblem, UserProblem } from './user-problem.ts';

/** A folder in which either every file appears or none. */
export interface OutputFolder {
  /** Where the files are written: a hidden folder inside. */
  readonly staging: string;
  /** Puts the written files under their names. */
  publish(): Promise<void>;
  /** Takes away what was not published, the folder too if it was made for it and is empty. */
  close(): Promise<void>;
}

/** Makes the folder where it is missing and sees whether it can be written to. Throws `UserProblem`. */
export async function openOutputFolder(folder: string): Promise<OutputFolder> {
  if (folder === '' || folder === '-') throw new UserProblem(`--out '${folder}': expected the name of a folder`);
  let made: string | undefined;
  let staging = '';
  const close = async () => {
    if (staging !== '') await rm(staging, { recursive: true, force: true });
    if (made !== undefined) await removeEmpty(resolve(folder), resolve(made));
  };
  try {
    made = await makeFolder(folder);
    staging = await mkdtemp(join(folder, '.redline-'));
  } catch (error) {
    await close();
    throw fileProblem(folder, error);
  }
  const publish = async () => {
    for (const name of (await readdir(staging)).sort()) {
      const file = join(folder, name);
      await rename(join(staging, name), file).catch((error: unknown) => {
        throw fileProblem(file, error);
      });
    }
  };
  return { staging, publish, close };
}

/** Removes `folder` and those above it up to `highest`, as far as they are empty. */
async function removeEmpty(folder: string, highest: string): Promise<void> {
  try {
    for (let each = folder; each.length >= highest.length; each = dirname(each)) await rmdir(each);
  } catch {
    // Somebody has put something there: it stays.
  }
}
