/*
 * Takes the README's picture of the console, docs/console.png, in a real browser: `npm run screenshot` after a build.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { buildIfStale } from '../../bin/build.mjs';
import { launchBrowser } from './browser.ts';
import { closingTimeDrill } from './closing-time.ts';
import { goTo, openConsole, press, serve } from './console.ts';

const file = join(fileURLToPath(new URL('../..', import.meta.url)), 'docs/console.png');
/** Longer than a toast is shown. */
const toastsGoneMs = 9_000;

const waitForPages = (page: Page, count: number) =>
  page.waitForFunction((start) => document.title.startsWith(start), `(${count}) `);

await buildIfStale();
const served = await serve();
const browser = await launchBrowser();
try {
  const { page } = await openConsole(browser, served.url, { width: 1440, height: 810 });
  await goTo(page, 'd');
  const buffer = Buffer.from(closingTimeDrill());
  await page.setInputFiles('input[type=file]', { name: 'closing-time.yaml', mimeType: 'text/yaml', buffer });
  await page.getByRole('row', { selected: true }).filter({ hasText: 'imported' }).waitFor();
  await press(page, 's');
  await page.getByRole('heading', { name: 'Nobody is needed' }).waitFor();
  await press(page, '3');
  await waitForPages(page, 1);
  await press(page, 'a');
  await page.getByText('acknowledged by you').waitFor();
  await waitForPages(page, 2);
  await press(page, '1', 'k', 'k', 'k');
  await page.waitForTimeout(toastsGoneMs);
  await page.screenshot({ path: file, animations: 'disabled' });
  process.stdout.write(`${file}\n`);
} finally {
  await browser.close();
  await served.stop();
}
