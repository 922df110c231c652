import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programFolder } from './program-folder.ts';

/** The version in package.json. */
export function programVersion(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(programFolder, 'package.json'), 'utf8'));
  return manifest.version;
}
