/*
 * Scrolling through a log of a million lines in a real browser: the longest time between two frames, and the longest
 * task of the page by the processor's time, which is the same however busy the machine is with other things. The wheel,
 * the keys, dragging through the whole log and jumping to its ends, each for some seconds, beside a page with nothing on
 * it.
 * One JSON line each. Run with `node test/bench/messages.ts [lines]` after a build.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openStation } from '../../main/station/open-station.ts';
import { startWebShell } from '../../main/web/start-web-shell.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { writeLongLog } from './messages/long-log.ts';
import { longestTaskWhile } from './messages/main-thread.ts';

const rendererFolder = fileURLToPath(new URL('../../out/renderer', import.meta.url));
const lines = Number(process.argv[2] ?? 1_000_000);
const rounds = 3;
const longestGapMs = 50;
const secondsEach = 3;
const jumps = 21;
/** What a browser still does after it has opened a page is no matter of ours. */
const settlingMs = 1_000;

/** What moved, and how long each frame took until the next, in milliseconds. */
interface Moved {
  readonly gaps: readonly number[];
  /** Work of the page that kept it from painting for more than 50 ms. */
  readonly longTasks: number;
}

/** One round of a move, with the longest task that it took. */
interface Round extends Moved {
  readonly longestTaskMs: number;
}

/** Starts to note the frames of a page. */
function watchFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    const noted = { gaps: [] as number[], longTasks: 0, over: false };
    Object.assign(window, { noted });
    const observer = new PerformanceObserver((list) => {
      noted.longTasks += list.getEntries().length;
    });
    observer.observe({ type: 'longtask' });
    let lastMs = performance.now();
    const note = (): void => {
      const nowMs = performance.now();
      noted.gaps.push(nowMs - lastMs);
      lastMs = nowMs;
      if (!noted.over) requestAnimationFrame(note);
    };
    requestAnimationFrame(() => {
      lastMs = performance.now();
      requestAnimationFrame(note);
    });
  });
}

/** The frames since `watchFrames`. */
function framesOf(page: Page): Promise<Moved> {
  return page.evaluate(() => {
    const noted = Reflect.get(window, 'noted') as { gaps: number[]; longTasks: number; over: boolean };
    noted.over = true;
    return { gaps: noted.gaps, longTasks: noted.longTasks };
  });
}

/** Does something for some seconds, as often as it can, and answers the frames meanwhile. */
async function framesWhile(page: Page, move: (step: number) => Promise<unknown>): Promise<Moved> {
  await watchFrames(page);
  const endMs = performance.now() + secondsEach * 1_000;
  for (let step = 0; performance.now() < endMs; step += 1) await move(step);
  return framesOf(page);
}

const log = '[aria-label="Log lines"]';

const moves: Readonly<Record<string, (page: Page) => Promise<Moved>>> = {
  wheel: async (page) => {
    await page.hover(log);
    return framesWhile(page, (step) => page.mouse.wheel(0, step % 40 < 20 ? -700 : 700));
  },
  'page-keys': async (page) => {
    await page.focus(log);
    return framesWhile(page, (step) => page.keyboard.press(step % 40 < 20 ? 'PageUp' : 'PageDown'));
  },
  'home-and-end': async (page) => {
    await page.focus(log);
    return framesWhile(page, async (step) => {
      await page.keyboard.press(step % 2 === 0 ? 'Home' : 'End');
      await page.waitForTimeout(150);
    });
  },
  // As if the thumb of the scroll bar were drawn from the start to the end, a step a frame, with a rest in the middle.
  drag: async (page) => {
    await watchFrames(page);
    await page.evaluate(
      ({ selector, milliseconds }) =>
        new Promise<void>((resolve) => {
          const scroller = document.querySelector(selector) as HTMLElement;
          const startMs = performance.now();
          const turn = (): void => {
            const share = (performance.now() - startMs) / milliseconds;
            const rested = share < 0.4 ? share / 0.8 : share < 0.6 ? 0.5 : share / 0.8 - 0.25;
            scroller.scrollTop = rested * (scroller.scrollHeight - scroller.clientHeight);
            if (share < 1) requestAnimationFrame(turn);
            else resolve();
          };
          turn();
        }),
      { selector: log, milliseconds: secondsEach * 1_000 },
    );
    return framesOf(page);
  },
};

/** From a jump to any place of the log to its lines being there, in milliseconds. */
function readingAfterJump(page: Page, share: number): Promise<number> {
  return page.evaluate(
    ({ selector, share: wanted }) =>
      new Promise<number>((resolve) => {
        const scroller = document.querySelector(selector) as HTMLElement;
        const startMs = performance.now();
        scroller.scrollTop = wanted * (scroller.scrollHeight - scroller.clientHeight);
        const look = (): void => {
          const shown = [...scroller.querySelectorAll('[role=option]')];
          if (shown.length > 0 && shown.every(({ textContent }) => textContent !== '…')) {
            resolve(performance.now() - startMs);
          } else requestAnimationFrame(look);
        };
        // The first frame still shows the place before.
        requestAnimationFrame(() => requestAnimationFrame(look));
      }),
    { selector: log, share },
  );
}

async function benchJumps(page: Page): Promise<void> {
  const tookMs: number[] = [];
  for (let jump = 1; jump <= jumps; jump += 1) tookMs.push(await readingAfterJump(page, (jump * 0.618) % 1));
  const median = tookMs.toSorted((one, other) => one - other)[jumps >> 1] ?? Number.NaN;
  const figures = { value: Number(median.toFixed(1)), unit: `ms until the lines are there, median of ${jumps} jumps` };
  process.stdout.write(`${JSON.stringify({ bench: 'long-log-jump', ...figures, goal: '< 100' })}\n`);
}

/** The frames of a page with nothing on it while the mouse turns its wheel. */
async function emptyFrames(browser: Browser): Promise<Round[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.setContent('<h1>Nothing</h1>');
  await page.waitForTimeout(settlingMs);
  const all = await roundsOf(browser, page, () => framesWhile(page, () => page.mouse.wheel(0, 100)));
  await page.close();
  return all;
}

async function roundsOf(browser: Browser, page: Page, move: () => Promise<Moved>): Promise<Round[]> {
  const all: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { result, longestTaskMs } = await longestTaskWhile(browser, page, move);
    all.push({ ...result, longestTaskMs });
  }
  return all;
}

const worst = ({ gaps }: Moved): number => gaps.reduce((longest, gap) => Math.max(longest, gap), 0);
const dropped = ({ gaps }: Moved): number => gaps.filter((gap) => gap > longestGapMs).length;

/** Of several rounds the best frames, for what else the machine does comes and goes, and the worst task. */
function print(bench: string, all: readonly Round[], goal: string): void {
  const best = all.reduce((one, other) => (worst(other) < worst(one) ? other : one));
  const figures = { value: Number(worst(best).toFixed(1)), unit: 'ms, longest frame', over50: dropped(best) };
  const longestTaskMs = Math.max(...all.map((round) => round.longestTaskMs));
  const more = {
    longTasks: best.longTasks,
    frames: best.gaps.length,
    longestTaskCpuMs: Number(longestTaskMs.toFixed(1)),
  };
  process.stdout.write(`${JSON.stringify({ bench, ...figures, ...more, goal })}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'redline-bench-'));
const { events, seconds } = await writeLongLog(folder, lines);
const written = { bench: 'long-log-written', value: Math.round(events / seconds), unit: 'events/s', lines };
process.stdout.write(`${JSON.stringify(written)}\n`);
const station = await openStation({ folder });
const shell = await startWebShell({ station, rendererFolder });
const browser = await launchBrowser();
try {
  print('frames-of-an-empty-page', await emptyFrames(browser), 'what this machine does anyway');
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(shell.url);
  await page.waitForFunction(() => document.querySelector('main h1') !== null);
  const startMs = performance.now();
  await page.goto(`${new URL(shell.url).origin}/?run=run-1#/messages`);
  await page.waitForSelector(`${log} [role=option]`);
  const opened = { bench: 'long-log-opened', value: Math.round(performance.now() - startMs), unit: 'ms' };
  process.stdout.write(`${JSON.stringify(opened)}\n`);
  await benchJumps(page);
  for (const [name, move] of Object.entries(moves)) {
    const all = await roundsOf(browser, page, () => move(page));
    print(`long-log-${name}`, all, `no frame over ${longestGapMs} ms`);
  }
} finally {
  await browser.close();
  await shell.close();
  await station.close();
  rmSync(folder, { recursive: true });
}
process.exit(0);
