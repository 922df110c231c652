// Builds what is stale, then hands over to the built command line.
import { enableCompileCache } from 'node:module';
import { buildIfStale } from './build.mjs';

enableCompileCache();
await buildIfStale();
await import('../out/main/cli.js');
