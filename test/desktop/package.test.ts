import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Arch, build, Platform } from 'electron-builder';
import { afterAll, beforeAll, expect, test } from 'vitest';
import configuration from '../../electron-builder.config.ts';
import { builtFolder } from './built-desktop.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const nativeFile = 'node_modules/better-sqlite3/prebuilds/linux-x64.node';

interface ArchiveFolder {
  readonly files: Readonly<Record<string, ArchiveFolder | { readonly unpacked?: boolean; readonly offset?: string }>>;
}

let folder: string;
let packed: string;
let archived: Map<string, boolean>;

/** A folder that looks like an unpacked Electron: its binary is a fuse wire and nothing else. */
function makeElectron(): string {
  const electron = join(folder, 'electron');
  mkdirSync(join(electron, 'locales'), { recursive: true });
  mkdirSync(join(electron, 'resources'));
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, 9]), Buffer.from('101100010')]);
  writeFileSync(join(electron, 'electron'), wire, { mode: 0o755 });
  for (const name of ['LICENSE', 'version', 'chrome-sandbox', 'chrome_crashpad_handler']) {
    writeFileSync(join(electron, name), name);
  }
  return electron;
}

/** Every file of an archive, and whether it lies beside it unpacked. */
function readArchive(file: string): Map<string, boolean> {
  const bytes = readFileSync(file);
  const header: ArchiveFolder = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12)));
  const found = new Map<string, boolean>();
  const visit = (path: string, { files }: ArchiveFolder): void => {
    for (const [name, entry] of Object.entries(files)) {
      if ('files' in entry) visit(`${path}${name}/`, entry);
      else found.set(`${path}${name}`, entry.unpacked === true);
    }
  };
  visit('', header);
  return found;
}

beforeAll(async () => {
  await builtFolder();
  folder = mkdtempSync(join(tmpdir(), 'redline-package-'));
  await build({
    targets: Platform.LINUX.createTarget('dir', Arch.x64),
    projectDir: root,
    config: { ...configuration, electronDist: makeElectron(), directories: { output: join(folder, 'packages') } },
  });
  packed = join(folder, 'packages/linux-unpacked');
  archived = readArchive(join(packed, 'resources/app.asar'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the packed binary has its fuses', () => {
  expect(readFileSync(join(packed, 'redline')).subarray(-9).toString()).toBe('010011001');
});

test('the archive holds the program, one native file, and no source or command line', () => {
  const files = [...archived.keys()];
  const needed = ['package.json', 'out/main/desktop.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];
  for (const file of needed) expect(files).toContain(file);
  expect(files.filter((file) => file.startsWith('resources/drills/')).length).toBeGreaterThan(0);
  expect(files.filter((file) => file.endsWith('.node'))).toEqual([nativeFile]);
  expect(files.filter((file) => /\.tsx?$|\.test\.|(^|\/)cli\.js$|start-web-shell/.test(file))).toEqual([]);
  expect(files.filter((file) => file.startsWith('node_modules/') && !file.includes('/better-sqlite3/'))).toEqual([]);
});

test('only the native file lies outside the archive', () => {
  expect([...archived].filter(([, isUnpacked]) => isUnpacked).map(([file]) => file)).toEqual([nativeFile]);
  expect(readdirSync(join(packed, 'resources')).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
});

test('nothing that the program loads was left out', () => {
  const main = [...archived.keys()].filter((file) => /^out\/main\/[^/]+\.js$/.test(file));
  const reached = new Set<string>();
  const follow = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    const code = readFileSync(join(root, 'out/main', name), 'utf8');
    for (const match of code.matchAll(/(?:from|import\(?)\s*[`"']\.\/([^`"']+\.js)[`"']/g)) follow(match[1] ?? '');
  };
  for (const entry of ['desktop.js', 'simulation.worker.js', 'store.worker.js', 'lab.worker.js']) follow(entry);
  expect(reached.size).toBeGreaterThan(8);
  expect([...reached].filter((name) => !main.includes(`out/main/${name}`))).toEqual([]);
});
