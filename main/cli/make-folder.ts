import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it; answers the highest one that it made, undefined if all were there. Node's own
 * recursive mkdir never returns where the system will not have a new folder, as in /proc.
 */
export async function makeFolder(folder: string): Promise<string | undefined> {
  const parent = dirname(folder);
  const above = parent === folder || (await exists(parent)) ? undefined : await makeFolder(parent);
  try {
    await mkdir(folder);
    return above ?? folder;
  } catch (error) {
    if (await isFolder(folder)) return above;
    throw error;
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
