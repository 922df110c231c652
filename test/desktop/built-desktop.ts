import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildIfStale } from '../../bin/build.mjs';
import type { ElectronDouble } from './electron-double.ts';

const doubleKey = Symbol.for('redline.electron-double');
const { nativeImport } = createRequire(import.meta.url)('./native-import.cjs') as {
  nativeImport: (address: string) => Promise<unknown>;
};
let boots = 0;

/** The folder with the build: `REDLINE_OUT`, or out/ built afresh when a source has changed. */
export async function builtFolder(): Promise<string> {
  const given = process.env.REDLINE_OUT;
  if (given !== undefined) return given;
  await buildIfStale();
  return fileURLToPath(new URL('../../out', import.meta.url));
}

/** Runs the built main bundle from its first line against a double of the electron module. */
export async function bootDesktop(outFolder: string, electron: ElectronDouble, words: string[]): Promise<void> {
  const registry = globalThis as unknown as Record<symbol, Record<string, unknown>>;
  registry[doubleKey] = electron.exports();
  const names = Object.keys(electron.exports());
  boots += 1;
  const address = `redline-double:electron?${boots}`;
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: address, shortCircuit: true } : next(specifier, context),
    load: (url, context, next) => {
      if (url !== address) return next(url, context);
      const source = `export const { ${names.join(', ')} } = globalThis[Symbol.for('redline.electron-double')];`;
      return { format: 'module', source, shortCircuit: true };
    },
  });
  const argv = process.argv;
  process.argv = [argv[0] ?? 'electron', outFolder, ...words];
  try {
    await nativeImport(`${pathToFileURL(join(outFolder, 'main/desktop.js')).href}?boot=${boots}`);
  } finally {
    process.argv = argv;
    hooks.deregister();
  }
}
