/*
 * Takes the README's picture of the console, docs/console.png, in a real browser: `npm run screenshot` after a build.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../../bin/build.mjs';
import { launchBrowser } from './browser.ts';
import { busyLog } from './busy-log.ts';
import { goTo, openConsole, press, serve } from './console.ts';

const file = join(fileURLToPath(new URL('../..', import.meta.url)), 'docs/console.png');
const hosts = 3;

await buildIfStale();
const served = await serve();
const browser = await launchBrowser();
try {
  const { page } = await openConsole(browser, served.url, { width: 1440, height: 810 });
  await goTo(page, 'd');
  const buffer = Buffer.from(busyLog({ hosts, processors: 1, errors: 3 }));
  await page.setInputFiles('input[type=file]', { name: 'messages.log', mimeType: 'text/plain', buffer });
  await page.getByRole('row', { selected: true }).filter({ hasText: 'imported' }).waitFor();
  await press(page, 's');
  await page.getByText('DRILL', { exact: true }).waitFor();
  await press(page, '4');
  await page.waitForFunction((count) => document.title.startsWith(`(${count}) `), hosts);
  await press(page, '0');
  await goTo(page, 'p');
  await press(page, 'j', 'j', 'a');
  await page.getByText('acknowledged').first().waitFor();
  await press(page, 'k', 'k', 'k');
  await page.waitForTimeout(6_000);
  await page.screenshot({ path: file, animations: 'disabled' });
  process.stdout.write(`${file}\n`);
} finally {
  await browser.close();
  await served.stop();
}
