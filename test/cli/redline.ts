import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { buildIfStale } from '../../bin/build.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const program = join(root, 'bin', process.platform === 'win32' ? 'redline.cmd' : 'redline');

// Here, so that no test sees the line that says so.
await buildIfStale();

export interface Outcome {
  readonly exit: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs bin/redline, or another program, to its end. */
export function redline(
  words: readonly string[],
  options: { input?: string | Buffer; folder?: string; environment?: Record<string, string>; program?: string } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.program ?? program, words, {
      cwd: options.folder ?? root,
      env: { ...process.env, ...options.environment },
      stdio: 'pipe',
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', (exit) => resolve({ exit, output, errors }));
    child.stdin.end(options.input ?? '');
  });
}

/** An empty folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redline-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
