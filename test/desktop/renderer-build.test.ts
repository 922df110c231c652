import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type PluginOption } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import configuration from '../../electron.vite.config.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redline-renderer-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Builds one source file with the plugins that the console is built with. */
async function buildSource(source: string): Promise<void> {
  const entry = join(folder, 'entry.js');
  writeFileSync(entry, source);
  const { plugins } = (configuration as { renderer: { plugins: PluginOption[] } }).renderer;
  await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins,
    build: { write: false, rolldownOptions: { input: entry } },
  });
}

test.each(['node:fs', 'fs', 'path', 'node:worker_threads', 'electron'])(
  'the console cannot be built with %s in it',
  async (name) => {
    const problem = `the console may not import '${name}'`;
    await expect(buildSource(`import * as found from '${name}';\nglobalThis.found = found;`)).rejects.toThrow(problem);
    await expect(buildSource(`globalThis.found = import('${name}');`)).rejects.toThrow(problem);
  },
);

test('a source without them can', async () => {
  await expect(buildSource('globalThis.found = 1;')).resolves.toBeUndefined();
});
