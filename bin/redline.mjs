// Builds what is stale, then hands over to the built command line.
import { enableCompileCache } from 'node:module';
import { buildIfStale } from './build.mjs';

enableCompileCache();
try {
  await buildIfStale();
} catch (error) {
  process.stderr.write(`redline: ${error.message}\n`);
  process.exit(1);
}
await import('../out/main/cli.js');
