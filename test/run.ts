/**
 * The whole suite behind `npm test`: builds, checks types, lint, imports and dead code, then runs every test. The last
 * line reads `N passed, N failed, N skipped`; each check counts as one.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../bin/build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const reportFile = join(root, 'out/test-report.json');

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

interface Check {
  readonly name: string;
  readonly command: readonly string[];
}

const checks: readonly Check[] = [
  { name: 'types', command: ['typescript/bin/tsc', '-b'] },
  { name: 'lint and format', command: ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'] },
  {
    name: 'import rules',
    command: [
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'main',
      'preload',
      'renderer',
      'shared',
    ],
  },
  { name: 'dead code', command: ['knip/bin/knip.js'] },
];

/** Runs a package's program with this Node; answers its exit code and, unless `live`, what it printed. */
function runProgram(command: readonly string[], live: boolean): Promise<{ code: number; output: string }> {
  const [program = '', ...rest] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', program), ...rest], {
      cwd: root,
      stdio: live ? 'inherit' : 'pipe',
    });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

async function runChecks(count: Count): Promise<void> {
  for (const check of checks) {
    const started = Date.now();
    const { code, output } = await runProgram(check.command, false);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)\n`);
    if (code === 0) count.passed += 1;
    else {
      count.failed += 1;
      process.stdout.write(`${output}\n`);
    }
  }
}

/** Runs Vitest and adds up its report; a report that is missing or empty is a failure. */
async function runTests(count: Count, filters: readonly string[]): Promise<void> {
  rmSync(reportFile, { force: true });
  mkdirSync(join(root, 'out'), { recursive: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const { code } = await runProgram(['vitest/vitest.mjs', 'run', ...reporters, ...filters], true);
  const report = readReport();
  count.passed += report.numPassedTests;
  count.failed += report.numFailedTests;
  count.skipped += report.numPendingTests + report.numTodoTests;
  if (code !== 0 && report.numFailedTests === 0) count.failed += 1;
}

function readReport(): {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
} {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0 };
  }
}

const filters = process.argv.slice(2);
const count: Count = { passed: 0, failed: 0, skipped: 0 };
try {
  await buildIfStale();
  process.stdout.write('ok     build\n');
  count.passed += 1;
} catch (error) {
  process.stdout.write(`FAILED build\n${String(error)}\n`);
  count.failed += 1;
}
if (filters.length === 0) await runChecks(count);
await runTests(count, filters);
process.stdout.write(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
process.exit(count.failed === 0 ? 0 : 1);
