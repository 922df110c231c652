import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type Console, goTo, logLines, openConsole, press, type Served, serve, startDrill } from './console.ts';

let served: Served;
let browser: Browser;
let opened: Console;
let page: Page;

beforeAll(async () => {
  served = await serve();
  browser = await launchBrowser();
  opened = await openConsole(browser, served.url, { slowWhenPaged: true });
  page = opened.page;
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

const sentence = () => page.locator('main h1');
const entry = (text: string) => page.locator('main li', { hasText: text });

test('a drill started by keys at 600 times logs as Solaris does and pages me', async () => {
  await goTo(page, 'd');
  await startDrill(page, '4');
  await goTo(page, 'm');
  const lines = logLines(page);
  await lines.filter({ hasText: 'WDC Event detected by CPU64 at TL=0, errID 0x000000e3.2774aaf0' }).waitFor();
  await page.waitForFunction(() => document.title.startsWith('(1) '));
  await lines.filter({ hasText: 'CPU64 offlined due to more than 2 xxC Events' }).waitFor();
  expect(await lines.first().textContent()).toMatch(
    /^Oct 23 11:37:05 sf15k-domc SUNW,UltraSPARC-III: \[ID 962502 kern\.info\] NOTICE: \[AFT0\] WDC Event/,
  );
  await goTo(page, 'p');
  await sentence().filter({ hasText: '1 page waits for you' }).waitFor();
  expect(await page.locator('main').textContent()).toContain('goes to Ravi Menon in');
});

test('acknowledging is one key, and undoing it one more', async () => {
  await press(page, 'a');
  await sentence().filter({ hasText: 'you have 1 incident in hand' }).waitFor();
  expect(await page.title()).not.toMatch(/^\(/);
  await press(page, 'u');
  await sentence().filter({ hasText: '1 page waits for you' }).waitFor();
  await press(page, 'a');
  await sentence().filter({ hasText: 'you have 1 incident in hand' }).waitFor();
});

test('Why? leads from the page back to the first cache error, and no further', async () => {
  await press(page, 'Enter');
  await sentence().filter({ hasText: 'CPU64 of sf15k-domc was taken off-line' }).waitFor();
  const causes = page.locator('section', { has: page.getByRole('heading', { name: 'Why?' }) }).getByRole('listitem');
  await causes.filter({ hasText: 'Hidden until the debrief' }).waitFor();
  const kinds = await causes.evaluateAll((items) => items.map((item) => item.getAttribute('data-kind')));
  expect(kinds[0]).toBe('page.sent');
  expect(kinds.slice(-4)).toEqual(['ecc.reported', 'ecc.reported', 'ecc.reported', null]);
  expect(kinds).toEqual(expect.arrayContaining(['alert.raised', 'processor.offlined', 'serd.fired']));
  expect(await causes.nth(kinds.length - 2).textContent()).toContain('11:37:05');
});

test('a note, resolving and reopening are in the timeline as they are done', async () => {
  await press(page, 'n');
  await page.keyboard.type('Payments run on SB3 now');
  await press(page, 'Control+Enter');
  await entry('Payments run on SB3 now').waitFor();
  await press(page, 'r');
  await entry('Resolved INC-1').waitFor();
  expect(await page.locator('main header').first().textContent()).toContain('resolved by Dana Whitfield');
  await press(page, 'u');
  await entry('Reopened INC-1').waitFor();
  expect(await page.locator('main header').first().textContent()).toContain('Dana Whitfield has it');
  await press(page, 'r');
  await page.getByRole('button', { name: 'Reopen' }).waitFor();
});

test('the export is a file with what happened', async () => {
  await press(page, 'x');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Markdown' }).focus();
  await press(page, 'ArrowRight');
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export' }).press('Enter');
  const download = await downloading;
  await dialog.getByText(`Saved as ${download.suggestedFilename()}`).waitFor();
  expect(download.suggestedFilename()).toMatch(/\.json$/);
  const written = readFileSync(await download.path(), 'utf8');
  const kinds = [...written.matchAll(/"kind": ?"([a-z.-]+)"/g)].map((match) => match[1]);
  expect(kinds).toEqual(
    expect.arrayContaining(['page.sent', 'incident.noted', 'incident.resolved', 'incident.reopened']),
  );
  expect(kinds).not.toContain('inject.ecc');
  expect(written).toContain('Payments run on SB3 now');
  expect(() => JSON.parse(written)).not.toThrow();
});

test('nothing went wrong in the page, and its policy was never violated', () => {
  expect(opened.complaints).toEqual([]);
});
