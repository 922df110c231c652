import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type Drill, drillSchema } from '../../shared/model/drill.ts';

const folder = fileURLToPath(new URL('../../resources/drills/', import.meta.url));

/** The drills that ship with the program, by file name without its ending, in alphabetical order. */
export const libraryDrills: readonly (readonly [name: string, drill: Drill])[] = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .toSorted((one, other) => (one < other ? -1 : 1))
  .map((file) => [file.replace(/\.yaml$/, ''), drillSchema.parse(parse(readFileSync(`${folder}${file}`, 'utf8')))]);
