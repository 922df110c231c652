import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { goTo, logLines, openConsole, press, serve, startDrill } from './console.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

test('a file that is no log gets one sentence: which file, where, what is wrong', async () => {
  const served = await serve();
  const { page, complaints } = await openConsole(browser, served.url);
  await goTo(page, 'd');
  const file = { name: 'holiday.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear all,\nno log here.\n') };
  await page.setInputFiles('input[type=file]', file);
  const problem = page.getByRole('alert').filter({ hasText: 'holiday.txt' });
  await problem.waitFor();
  expect(await problem.textContent()).toMatch(/holiday\.txt: line \d+: .+/);
  expect(await page.getByRole('row').filter({ hasText: 'imported' }).count()).toBe(0);
  expect(complaints).toEqual([]);
  await served.stop();
});

test('a lost connection is loud, and the screens keep what they showed', async () => {
  const served = await serve();
  const { page } = await openConsole(browser, served.url);
  await goTo(page, 'd');
  await startDrill(page, '4');
  await goTo(page, 'm');
  await logLines(page).first().waitFor();
  await served.kill();
  const banner = page.getByRole('alert').filter({ hasText: 'connection to the station is lost' });
  await banner.waitFor();
  expect(await banner.textContent()).toMatch(/pages may be missing since \d\d:\d\d:\d\d/);
  expect(await logLines(page).count()).toBeGreaterThan(0);
});

test('the trainer sees what was injected, the responder that something is hidden', async () => {
  const served = await serve();
  const { page, complaints } = await openConsole(browser, served.url, { slowWhenPaged: true });
  await goTo(page, 'd');
  await startDrill(page, '4');
  await page.waitForFunction(() => document.title.startsWith('(1) '));
  await goTo(page, 'p');
  await press(page, 'Enter');
  const why = page.locator('section', { has: page.getByRole('heading', { name: 'Why?' }) });
  await why.getByText('Hidden until the debrief').waitFor();
  expect(await page.locator('main').textContent()).not.toContain('Injected');
  await page.getByRole('button', { name: /responder/ }).click();
  await page.getByRole('menuitemradio', { name: /^Trainer/ }).click();
  await why.getByText('Injected a WDC error into the L2 cache of CPU64 of sf15k-domc').first().waitFor();
  expect(await why.textContent()).not.toContain('Hidden until the debrief');
  expect(complaints).toEqual([]);
  await served.stop();
});
