// Builds everything under out/, when a source file is newer than the last build or there is none.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'out/build-stamp');
const lockFile = join(root, 'out/build-lock');
const sources = ['main', 'preload', 'renderer', 'shared', 'resources', 'electron.vite.config.ts', 'package-lock.json'];
const lockTimeoutMs = 120_000;

/** Hash over path, size and time of change of every source file. */
function sourceFingerprint() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) return;
    if (status.isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
    } else if (!path.includes('.test.')) {
      hash.update(`${relative(root, path)} ${status.size} ${status.mtimeMs}\n`);
    }
  };
  for (const source of sources) visit(join(root, source));
  return hash.digest('hex');
}

function isFresh(fingerprint) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint;
}

/** The process that builds now, 0 if none does: one that was killed leaves its lock behind. */
function builder() {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'));
    if (pid > 0) process.kill(pid, 0);
    return pid > 0 ? pid : -1;
  } catch (error) {
    return error.code === 'EPERM' ? -1 : 0;
  }
}

/** Two commands started at once must not build into the same folder. */
async function takeLock() {
  mkdirSync(join(root, 'out'), { recursive: true });
  const deadline = Date.now() + lockTimeoutMs;
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (builder() === 0) rmSync(lockFile, { recursive: true, force: true });
    else if (Date.now() > deadline) {
      throw new Error(`another build has held ${lockFile} for two minutes: remove that file if none is running`);
    } else await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function runBuild() {
  const command = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, 'build', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`the build failed\n${output}`))));
  });
}

/** Builds when `always` or when a source has changed since the last build; says so on standard error. */
export async function buildIfStale(always = false) {
  if (!always && isFresh(sourceFingerprint())) return;
  await takeLock();
  try {
    const fingerprint = sourceFingerprint();
    if (!always && isFresh(fingerprint)) return;
    const started = Date.now();
    process.stderr.write('redline: building… ');
    rmSync(stampFile, { force: true });
    await runBuild();
    writeFileSync(stampFile, fingerprint);
    process.stderr.write(`done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  } finally {
    rmSync(lockFile, { force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await buildIfStale(process.argv.includes('--always'));
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
