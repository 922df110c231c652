import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Leaves the rest of ten seconds to say so and open the browser. */
const reachTimeoutMs = 8_000;
const releases = 'https://github.com/electron/electron/releases/download/';
/** Has the installer tell us its mistake instead of printing a stack; its progress bar does not go this way. */
const reportMistake = 'data:text/javascript,console.error = (text) => process.send(String(text));';

export type ElectronBinary = { readonly path: string } | { readonly missing: string };

/** Where the Electron binary is, downloading it (with progress) when it can be had; otherwise why not, in words. */
export async function findElectron(root: string): Promise<ElectronBinary> {
  if (!hasDisplay()) return { missing: 'there is no display here' };
  const folder = join(root, 'node_modules/electron');
  if (!existsSync(folder)) return { missing: 'the electron package is not installed' };
  const present = installedPath(folder);
  if (present !== null) return { path: present };
  const { version }: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const address = URL.parse(`${mirror()}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`);
  if (address === null) return { missing: `the download address ${mirror()} is no URL` };
  if (!(await isReachable(address))) {
    return { missing: `the Electron binary is not here yet and ${address.host} cannot be reached to download it` };
  }
  process.stderr.write('redline: downloading Electron, once…\n');
  const problem = await runInstaller(folder);
  const installed = installedPath(folder);
  if (problem !== null || installed === null) {
    return { missing: `the Electron binary could not be downloaded (${problem ?? 'it is not where it should be'})` };
  }
  return { path: installed };
}

/** Where Electron's own installer downloads from. */
function mirror(): string {
  return process.env.npm_config_electron_mirror || process.env.ELECTRON_MIRROR || releases;
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return (process.env.DISPLAY ?? '') !== '' || (process.env.WAYLAND_DISPLAY ?? '') !== '';
}

/** The path that electron's own installer noted, if the binary is really there. */
function installedPath(folder: string): string | null {
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const path = join(folder, 'dist', readFileSync(note, 'utf8'));
  return existsSync(path) ? path : null;
}

/** Follows redirects: the files themselves are on another host. */
async function isReachable(address: URL): Promise<boolean> {
  try {
    await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(reachTimeoutMs) });
    return true;
  } catch {
    return false;
  }
}

/** Runs electron's installer, with its progress bar on standard error; answers why it failed, null if it did not. */
function runInstaller(folder: string): Promise<string | null> {
  return new Promise((resolve) => {
    let problem = 'the installer broke off';
    const child = spawn(process.execPath, ['--import', reportMistake, join(folder, 'install.js')], {
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    child.on('message', (text) => {
      problem = String(text).split('\n')[0] ?? problem;
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? null : problem));
  });
}
