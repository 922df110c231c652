import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousBarriers } from './barriers.ts';
import { launchBrowser } from './browser.ts';
import { type Console, goTo, keepPicture, openConsole, press, type Served, serve, startDrill } from './console.ts';

let browser: Browser;
let served: Served;
let opened: Console;

beforeAll(async () => {
  browser = await launchBrowser();
  served = await serve();
  opened = await openConsole(browser, served.url, { slowWhenPaged: true });
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

test('what others would have done is found and read by keyboard alone', async () => {
  const { page, complaints } = opened;
  await goTo(page, 'd');
  await startDrill(page, '4');
  await page.waitForFunction(() => document.title.startsWith('(1) '));
  // Policies that try again later than the host's kernel have to get there.
  await press(page, '3');
  await page.waitForFunction(() => {
    const clock = /\d\d:\d\d:\d\d/.exec(document.querySelector('header')?.textContent ?? '');
    return (clock?.[0] ?? '') > '11:40:30';
  });
  await goTo(page, 't');
  await page.getByRole('textbox', { name: '/etc/system of sf15k-domc' }).waitFor();
  // The section before the first is the last.
  await press(page, '[');
  await page.getByRole('heading', { name: 'Four of six policies would have kept CPU64 on-line' }).waitFor();
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await row('Solaris 8').getByText('as it happened').waitFor();
  await row('illumos FMA').getByText('keeps CPU64 on-line').waitFor();
  await row('rasdaemon, isolating').focus();
  await press(page, 'Enter');
  await page.getByRole('heading', { name: 'How rasdaemon, isolating decides' }).waitFor();
  await page.getByText('CPU_ISOLATION_LIMIT').waitFor();
  await press(page, 'c');
  await page.getByRole('heading', { name: /^Four of six policies/ }).waitFor();
  await keepPicture(page, 'tunables-policies');
  expect(await seriousBarriers(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
