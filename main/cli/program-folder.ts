import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, resources and out: two above, from source and from the bundle alike. */
export const programFolder = fileURLToPath(new URL('../..', import.meta.url));
