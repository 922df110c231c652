import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { noncePlaceholder } from './shared/lib/content-security-policy.ts';

const mainEntries = {
  desktop: 'main/desktop/main.ts',
  cli: 'main/cli/main.ts',
  'simulation.worker': 'main/workers/simulation.worker.ts',
  'store.worker': 'main/workers/store.worker.ts',
  'lab.worker': 'main/workers/lab.worker.ts',
};

/** Every entry is needed; while the program is being put together some may not be there yet. */
function presentEntries(entries: Record<string, string>): Record<string, string> {
  const present = Object.entries(entries).filter(([, file]) => existsSync(resolve(import.meta.dirname, file)));
  return Object.fromEntries(present.map(([name, file]) => [name, resolve(import.meta.dirname, file)]));
}

const builtins = new Set(builtinModules);

/** The console runs in a browser too: a Node built-in in it is a mistake that must stop the build. */
function refuseNodeBuiltins(): Plugin {
  return {
    name: 'redline:refuse-node-builtins',
    enforce: 'pre',
    resolveId(source, importer) {
      const isBuiltin = source.startsWith('node:') || builtins.has(source) || source === 'electron';
      if (isBuiltin) this.error(`the console may not import '${source}' (from ${importer ?? 'its entry'})`);
      return null;
    },
  };
}

/** Nothing is painted before the entry has run, which sets the person's theme: no other one flashes up first. */
function paintOnceReady(): Plugin {
  return {
    name: 'redline:paint-once-ready',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
    },
  };
}

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      minify: true,
      // Everything is bundled but the one package with a native binary, which finds it beside its own files.
      externalizeDeps: false,
      rolldownOptions: {
        input: presentEntries(mainEntries),
        external: [/^better-sqlite3(\/|$)/],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      minify: true,
      // A sandboxed preload can require nothing but Electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(import.meta.dirname, 'preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  },
  renderer: {
    root: resolve(import.meta.dirname, 'renderer'),
    html: { cspNonce: noncePlaceholder },
    plugins: [refuseNodeBuiltins(), paintOnceReady(), react()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      // An inlined asset would need `data:` in more of the policy than images.
      assetsInlineLimit: 0,
      rolldownOptions: { input: resolve(import.meta.dirname, 'renderer/index.html') },
    },
  },
});
