import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { type Drill, drillSchema } from '../../shared/model/drill.ts';

/** A drill with the text that it was read from. */
export interface KnownDrill {
  readonly id: string;
  readonly source: 'library' | 'imported';
  readonly drill: Drill;
  readonly yaml: string;
}

/** Reads the drills that ship with the program, sorted by name. They are few, small and tested: a bad one throws. */
export async function readLibrary(folder: string): Promise<KnownDrill[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return await Promise.all(
    names.map(async (name) => {
      const yaml = await readFile(join(folder, name), 'utf8');
      return { id: basename(name, '.yaml'), source: 'library', drill: drillSchema.parse(parse(yaml)), yaml } as const;
    }),
  );
}
