/*
 * The console in a real browser: how much it loads, how soon it can be used, and how long an event takes from the
 * simulation to a painted row. One JSON line each. Run with `node test/bench/console.ts` after a build.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { openStation } from '../../main/station/open-station.ts';
import { startWebShell } from '../../main/web/start-web-shell.ts';
import { workerUrl } from '../../main/workers/worker-url.ts';
import { launchBrowser } from '../e2e/browser.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rendererFolder = join(root, 'out/renderer');
const starts = 5;
const errors = 120;
/** At pace 60 an error every half second of wall time. */
const secondsBetweenErrors = 30;

function print(bench: string, value: number, unit: string, goal: string): void {
  process.stdout.write(`${JSON.stringify({ bench, value: Number(value.toFixed(1)), unit, goal })}\n`);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'redline-bench-'));
}

/** JavaScript that the page asks for before it can be used, gzipped as a server would send it. */
async function benchFirstLoad(browser: Browser): Promise<void> {
  const folder = temporaryFolder();
  const station = await openStation({ folder });
  const shell = await startWebShell({ station, rendererFolder });
  const page = await browser.newPage();
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).pathname.split('/').at(-1) ?? ''));
  await page.goto(shell.url);
  await usable(page);
  await page.close();
  await shell.close();
  await station.close();
  rmSync(folder, { recursive: true });
  const scripts = readdirSync(join(rendererFolder, 'assets')).filter((name) => name.endsWith('.js') && asked.has(name));
  const bytes = scripts.map((name) => gzipSync(readFileSync(join(rendererFolder, 'assets', name))).length);
  print('first-load-javascript', bytes.reduce((sum, size) => sum + size, 0) / 1000, 'kB gzipped', '<= 450');
}

/** The page can be used once its first screen has a heading and the station has answered. */
function usable(page: Page): Promise<unknown> {
  return page.waitForFunction(() => document.querySelector('main h1') !== null);
}

/** From starting the program to a page that can be used, in a browser that is open already. */
async function benchStart(browser: Browser): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < starts; round++) {
    const folder = temporaryFolder();
    const context = await browser.newContext();
    const page = await context.newPage();
    const startMs = performance.now();
    const child = spawn(process.execPath, [join(root, 'bin/redline.mjs'), 'serve', '--station', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve) =>
      child.stdout.once('data', (line) => resolve(String(line).trim())),
    );
    await page.goto(url);
    await usable(page);
    times.push(performance.now() - startMs);
    await context.close();
    await new Promise((resolve) => child.once('close', resolve).kill());
    rmSync(folder, { recursive: true });
  }
  print('start-to-usable-page', percentile(times, 0.5), 'ms, median of 5', '< 2000');
}

/** A drill that logs an error every half second at pace 60, each with an error id of its own. */
function busyDrill(): string {
  return JSON.stringify({
    version: 1,
    title: 'Bench',
    startsAt: '2003-10-23T12:00:00Z',
    hosts: [
      {
        name: 'bench-host',
        platform: 'starcat',
        cpuType: 'US-III',
        release: 'solaris9',
        bootedAt: '2003-10-23T11:00:00Z',
        processors: [64],
      },
    ],
    people: [
      { id: 'dana', name: 'Dana Whitfield' },
      { id: 'ravi', name: 'Ravi Menon' },
    ],
    injects: Array.from({ length: errors }, (_, index) => ({
      at: `${(index + 10) * secondsBetweenErrors}s`,
      kind: 'ecc',
      host: 'bench-host',
      processor: 64 + (index % 4),
      name: 'CPC',
      afsr: '0x00000010.000001f0',
      afar: '0x000000a1.f06b4000',
      faultPc: '0x10152880',
    })),
  });
}

/** Notes in the page when a row with an error id was painted, by wall time. */
async function watchRows(page: Page): Promise<void> {
  await page.evaluate(() => {
    const painted: Record<string, number> = {};
    Object.assign(window, { painted });
    const note = (text: string | null): void => {
      const errorId = /Event detected by.*errID (0x[0-9a-f.]+)/.exec(text ?? '')?.[1];
      if (errorId === undefined || errorId in painted) return;
      painted[errorId] = 0;
      requestAnimationFrame(() => setTimeout(() => (painted[errorId] = performance.timeOrigin + performance.now())));
    };
    new MutationObserver((changes) => {
      for (const { addedNodes, target } of changes) {
        note(target.textContent);
        for (const node of addedNodes) note(node.textContent);
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

/** From the batch that leaves the simulation's thread to the row on the screen, at pace 60. */
async function benchFrames(browser: Browser): Promise<void> {
  const folder = temporaryFolder();
  const left: Record<string, number> = {};
  const spawnSimulation = (): Worker => {
    const worker = new Worker(workerUrl('simulation'));
    worker.on('message', (message: unknown) => noteBatch(message, left));
    return worker;
  };
  const station = await openStation({ folder, spawnSimulation });
  const shell = await startWebShell({ station, rendererFolder });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const session = station.newSession();
  const drill = await station.importDrill(session, 'bench.json', busyDrill());
  await page.goto(shell.url);
  await usable(page);
  await station.startRun(session, { drill: drill.drill, seed: 1, pace: 60, dropWhenPaged: false });
  await page.goto(`${new URL(shell.url).origin}/#/messages`);
  await page.reload();
  await watchRows(page);
  await page.waitForFunction(
    (count) => Object.keys(Object(Reflect.get(window, 'painted'))).length >= count,
    errors - 20,
    {
      timeout: 120_000,
    },
  );
  const painted = await page.evaluate(() => Reflect.get(window, 'painted') as Record<string, number>);
  const waits = Object.entries(painted).flatMap(([errorId, paintedMs]) => {
    const leftMs = left[errorId];
    return leftMs === undefined || paintedMs === 0 ? [] : [paintedMs - leftMs];
  });
  print('frame-to-painted-row', percentile(waits, 0.95), `ms, 95th percentile of ${waits.length}`, '< 150');
  await page.close();
  await shell.close();
  await station.close();
  rmSync(folder, { recursive: true });
}

/** Wall time at which the lines of each error left the simulation's thread. */
function noteBatch(message: unknown, left: Record<string, number>): void {
  const nowMs = performance.timeOrigin + performance.now();
  for (const [errorId] of JSON.stringify(message).matchAll(/0x[0-9a-f]{8}\.[0-9a-f]{8}(?=\\n)/g))
    left[errorId] ??= nowMs;
}

const browser = await launchBrowser();
try {
  await benchFirstLoad(browser);
  await benchStart(browser);
  await benchFrames(browser);
} finally {
  await browser.close();
}
process.exit(0);
