// Builds what is stale, then hands over to the built command line.
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

function stop(sentence) {
  process.stderr.write(`redline: ${sentence}\n`);
  process.exit(1);
}

if (!existsSync(new URL('../node_modules/node', import.meta.url))) {
  stop(`the packages are not installed yet: run 'npm ci' in ${root} first`);
}
// Not in every Node that may come by here before the packages are installed.
nodeModule.enableCompileCache?.();
await buildIfStale().catch((error) => stop(error.message));
await import('../out/main/cli.js');
