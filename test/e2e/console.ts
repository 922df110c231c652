import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Where a picture of each screen is kept. */
const screensFolder = join(root, 'out/screens');
const startTimeoutMs = 20_000;
const stopTimeoutMs = 5_000;
/** Longer than anything on a screen takes on a busy machine. */
const waitLimitMs = 15_000;

/** The built program, serving a station of its own. */
export interface Served {
  /** The address with the token that is good for one browser. */
  readonly url: string;
  /** Ends it as a user would. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
}

function requireBuild(): void {
  for (const file of ['out/main/cli.js', 'out/renderer/index.html']) {
    if (!existsSync(join(root, file)))
      throw new Error(`${file} is missing: run 'npm run build' before the browser tests`);
  }
}

/** Starts the built console on a free port with an empty station. */
export async function serve(): Promise<Served> {
  requireBuild();
  const station = mkdtempSync(join(tmpdir(), 'redline-e2e-'));
  const child = spawn(process.execPath, [join(root, 'out/main/cli.js'), 'serve', '--station', station], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await addressOf(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    await ended(child, signal);
    rmSync(station, { recursive: true, force: true });
  };
  return { url, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(
      () => reject(new Error(`the console did not start within 20 s\n${output}`)),
      startTimeoutMs,
    );
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      const url = /^(https?:\/\/\S+)\n/m.exec(output)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.on('exit', (code) => reject(new Error(`the console ended with ${code}\n${output}`)));
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    child.on('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill(signal);
  });
}

/** A browser window with the console in it, and everything that went wrong there. */
export interface Console {
  readonly page: Page;
  /** What the page complained of: errors, warnings and violations of its policy. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export interface ConsoleOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'dark' | 'light';
  /** Sets the pace to 1 when I am paged. */
  readonly slowWhenPaged?: boolean;
}

/** Opens the console in a window of its own; its preferences last as long as the window. */
export async function openConsole(browser: Browser, url: string, options: ConsoleOptions = {}): Promise<Console> {
  const { width = 1280, height = 800, theme = 'dark', slowWhenPaged = false } = options;
  const context = await browser.newContext({ viewport: { width, height }, acceptDownloads: true });
  const complaints: string[] = [];
  const page = await context.newPage();
  page.setDefaultTimeout(waitLimitMs);
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.addInitScript(
    (preferences) => {
      if (localStorage.getItem('redline.preferences') === null)
        localStorage.setItem('redline.preferences', preferences);
    },
    JSON.stringify({ theme, sound: false, slowWhenPaged }),
  );
  await page.goto(url);
  await page.locator('main h1').waitFor();
  return { page, complaints, close: () => context.close() };
}

/** Presses keys one after the other, such as `g` then `d`. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const addresses = {
  ...{ p: 'pager', i: 'incidents', f: 'fleet', m: 'messages' },
  ...{ c: 'console', t: 'tunables', s: 'scheduler', d: 'drills' },
} as const;

/** Goes to a screen by its keys and waits for its sentence, which is another than that of the screen before. */
export async function goTo(page: Page, key: keyof typeof addresses): Promise<void> {
  const address = `#/${addresses[key]}`;
  await page.evaluate((hash) => {
    // A prompt that has the focus would take the keys for a command.
    document.querySelector<HTMLElement>('input:focus')?.blur();
    const isThere = location.hash.split('?')[0] === hash;
    // The screen before stays until the next one has come.
    if (!isThere) for (const sentence of document.querySelectorAll('main h1')) sentence.setAttribute('data-left', '');
  }, address);
  await press(page, 'g', key);
  await page.waitForURL(({ hash }) => hash === address);
  await page.locator('main h1:not([data-left])').waitFor();
}

/** Starts the drill that is selected on Drills and sets its pace by its key: `4` is 600 times. */
export async function startDrill(page: Page, paceKey: string): Promise<void> {
  await page.getByRole('button', { name: 'Start the drill' }).waitFor();
  await startSelected(page);
  await press(page, paceKey);
}

/** Starts the drill that is selected on Drills, which leads to the pager: whoever goes elsewhere before is led back. */
export async function startSelected(page: Page): Promise<void> {
  await press(page, 's');
  await page.waitForURL(({ hash }) => hash === '#/pager');
  await page.getByText('DRILL', { exact: true }).waitFor();
}

/** Changes the theme of a console that is open. */
export async function setTheme(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await page.evaluate((name) => {
    localStorage.setItem('redline.preferences', JSON.stringify({ theme: name, sound: false, slowWhenPaged: false }));
  }, theme);
  await page.reload();
  await page.locator('main h1').waitFor();
}

/** The lines of the log that are in the page. */
export const logLines = (page: Page): Locator => page.getByRole('listbox', { name: 'Log lines' }).getByRole('option');

/** Keeps a picture of the window, once nothing moves any more. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(screensFolder, { recursive: true });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: join(screensFolder, `${name}.png`), animations: 'disabled' });
}
