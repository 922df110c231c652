import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Leaves the rest of ten seconds to say so and open the browser. */
const reachTimeoutMs = 8_000;
const downloadHost = 'https://github.com';

export type ElectronBinary = { readonly path: string } | { readonly missing: string };

/** Where the Electron binary is, downloading it (with progress) when it can be had; otherwise why not, in words. */
export async function findElectron(root: string): Promise<ElectronBinary> {
  if (!hasDisplay()) return { missing: 'there is no display here' };
  const folder = join(root, 'node_modules/electron');
  if (!existsSync(folder)) return { missing: 'the electron package is not installed' };
  const present = installedPath(folder);
  if (present !== null) return { path: present };
  const host = process.env.ELECTRON_MIRROR ?? downloadHost;
  if (!(await isReachable(host))) {
    return {
      missing: `the Electron binary is not here yet and ${new URL(host).host} cannot be reached to download it`,
    };
  }
  process.stderr.write('redline: downloading Electron, once…\n');
  const code = await runInstaller(folder);
  const installed = installedPath(folder);
  if (code !== 0 || installed === null) return { missing: 'downloading the Electron binary failed' };
  return { path: installed };
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

async function isReachable(host: string): Promise<boolean> {
  try {
    await fetch(host, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(reachTimeoutMs) });
    return true;
  } catch {
    return false;
  }
}

/** Runs electron's installer; its progress bar goes to standard error. */
function runInstaller(folder: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], { stdio: ['ignore', 2, 2] });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}
