import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStation } from '../station/open-station.ts';
import type { Shell } from '../station/shell.ts';
import type { Station } from '../station/station.ts';
import { fileProblem } from './user-problem.ts';

/** Prints what the person should know about the station, such as a database that was set aside. */
export function printNotices(station: Station): void {
  const { notices } = station.describeSession(station.newSession());
  for (const notice of notices) process.stderr.write(`redline: ${notice}\n`);
}

/** Does `work` in the station of a folder, or in one that goes with the work where `folder` is undefined. */
export async function inStation<Result>(
  folder: string | undefined,
  shell: Shell,
  work: (station: Station) => Promise<Result>,
): Promise<Result> {
  const temporary = folder === undefined ? await makeTemporary() : null;
  try {
    const station = await openStation({ folder: folder ?? temporary, shell });
    try {
      printNotices(station);
      return await work(station);
    } finally {
      await station.close();
    }
  } finally {
    if (temporary !== null) await rm(temporary, { recursive: true, force: true });
  }
}

async function makeTemporary(): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), 'redline-run-'));
  } catch (error) {
    throw fileProblem(tmpdir(), error);
  }
}
