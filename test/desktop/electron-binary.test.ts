import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtFolder } from './built-desktop.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The binary, or why this machine cannot run it. The binary is fetched on the first start, never by a test. */
function findBinary(): { binary: string } | { reason: string } {
  const folder = join(root, 'node_modules/electron');
  const note = join(folder, 'path.txt');
  const binary = existsSync(note) ? join(folder, 'dist', readFileSync(note, 'utf8')) : '';
  if (!existsSync(binary)) return { reason: 'the Electron binary has not been downloaded (npx install-electron)' };
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const hasDisplay = process.platform !== 'linux' || (DISPLAY ?? '') !== '' || (WAYLAND_DISPLAY ?? '') !== '';
  return hasDisplay ? { binary } : { reason: 'there is no display' };
}

const found = findBinary();
if ('reason' in found) process.stderr.write(`skipped: the tests in a real Electron window, because ${found.reason}\n`);

describe.skipIf('reason' in found)('the real Electron', () => {
  let station: string;
  let electron: ElectronApplication;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    await builtFolder();
    station = mkdtempSync(join(tmpdir(), 'redline-electron-'));
    // As root, Chromium's own sandbox cannot be set up: only there is it left out.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const executablePath = 'binary' in found ? found.binary : '';
    electron = await _electron.launch({ executablePath, args: [...asRoot, root, '--station', station] });
    page = await electron.firstWindow();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterAll(async () => {
    await electron?.close();
    if (station !== undefined) rmSync(station, { recursive: true, force: true });
  });

  const seesConsole = () => page.getByRole('navigation').first().waitFor();

  test('shows the console from its own origin, connected over its port', async () => {
    await seesConsole();
    expect(new URL(page.url()).href).toMatch(/^app:\/\/console\//);
  });

  test('gives the page nothing of Node or Electron', async () => {
    const names = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'];
    expect(await page.evaluate((all) => all.filter((name) => name in window), names)).toEqual([]);
  });

  test('connects again after a reload', async () => {
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
    await seesConsole();
    expect(complaints).toEqual([]);
  });

  test('lets the page neither leave, nor open a window, nor reach the network', async () => {
    const address = page.url();
    await page.evaluate(() => {
      window.location.href = 'https://example.org/';
    });
    expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
    const answer = await page.evaluate(() => fetch('https://example.org/').then(String, () => 'refused'));
    expect([page.url(), answer, electron.windows().length]).toEqual([address, 'refused', 1]);
  });

  test("opens a trainer's window beside the responder's", async () => {
    const opened = electron.waitForEvent('window');
    await electron.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items[0]?.submenu?.items ?? [];
      items.find(({ label }) => label === "Trainer's window")?.click();
    });
    const trainer = await opened;
    await trainer.getByRole('navigation').first().waitFor();
    expect(electron.windows()).toHaveLength(2);
  });
});
