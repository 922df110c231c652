import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { talkativeDrill } from './busy-log.ts';
import { type Console, goTo, logLines, openConsole, press, type Served, serve, startSelected } from './console.ts';

let browser: Browser;
let served: Served;
let opened: Console;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  served = await serve();
  opened = await openConsole(browser, served.url);
  page = opened.page;
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

const enoughLines = 100_000;

/** How many lines the screen's sentence speaks of. */
async function countedLines(): Promise<number> {
  const sentence = (await page.locator('main h1').textContent()) ?? '';
  return Number(/[\d,]+/.exec(sentence)?.[0].replaceAll(',', '') ?? '0');
}

/** Ranks, from 1, of the lines that are in the page. */
const ranks = () =>
  logLines(page).evaluateAll((items) => items.map((item) => Number(item.getAttribute('aria-posinset'))));

const scroll = (to: number) =>
  page.getByRole('listbox', { name: 'Log lines' }).evaluate((element, share) => {
    element.scrollTop = share * element.scrollHeight;
  }, to);

test('a log of 100,000 lines is followed while it grows, with no more than a screenful in the page', async () => {
  await goTo(page, 'd');
  const buffer = Buffer.from(talkativeDrill());
  await page.setInputFiles('input[type=file]', { name: 'talkative.yaml', mimeType: 'text/yaml', buffer });
  await page.getByRole('row', { selected: true }).filter({ hasText: 'cannot let go' }).waitFor();
  await startSelected(page);
  await press(page, '5');
  await goTo(page, 'm');
  await expect.poll(countedLines, { timeout: 60_000, interval: 200 }).toBeGreaterThan(enoughLines);
  await press(page, '0');
  expect(await logLines(page).count()).toBeLessThan(150);
  await expect.poll(async () => Math.max(...(await ranks())) === (await countedLines())).toBe(true);
}, 90_000);

test('any place of it can be looked at, and is read in when somebody does', async () => {
  for (const place of [0, 0.5, 0.25]) {
    await scroll(place);
    await expect.poll(async () => Math.min(...(await ranks())) / (await countedLines())).toBeCloseTo(place, 2);
    await logLines(page).filter({ hasText: 'sf15k-domc' }).first().waitFor();
    await expect.poll(() => logLines(page).filter({ hasText: '…' }).count()).toBe(0);
  }
  await scroll(0);
  await logLines(page)
    .filter({ hasText: /^Oct 23 00:00:02 sf15k-domc/ })
    .first()
    .waitFor();
});

test('a line and a time of day are one word away', async () => {
  const chosen = page.getByRole('listbox', { name: 'Log lines' }).locator('[aria-selected=true]');
  await press(page, ':');
  await page.keyboard.type('50,000');
  await press(page, 'Enter');
  await expect.poll(() => chosen.getAttribute('aria-posinset')).toBe('50000');
  await press(page, ':');
  await page.keyboard.type('3:00');
  await press(page, 'Enter');
  await expect.poll(() => chosen.textContent()).toMatch(/^Oct 23 03:00:\d\d /);
  await press(page, 'Escape');
  await scroll(0);
});

test('scrolling up holds the log, and F follows it again', async () => {
  await page.getByRole('heading', { name: 'Held' }).waitFor();
  await press(page, '1');
  await press(page, '3');
  await page.getByRole('button', { name: /new lines/ }).waitFor();
  const [first] = await ranks();
  expect(first).toBe(1);
  await press(page, 'f');
  await page.getByRole('heading', { name: 'Following' }).waitFor();
  await expect.poll(async () => Math.max(...(await ranks()))).toBeGreaterThan(enoughLines);
  await press(page, '0');
});

test('a search counts and marks what it finds, from the newest to the oldest', async () => {
  await press(page, '/');
  await page.keyboard.type('offline cpu99 ');
  await page.getByRole('heading', { name: /^[\d,]+ of [\d,]+ lines match$/ }).waitFor();
  await press(page, 'Escape');
  const marks = await page.locator('mark').allTextContents();
  expect(new Set(marks)).toEqual(new Set(['offline CPU99 ']));
  const found = await countedLines();
  expect(found).toBeGreaterThan(1_000);
  await scroll(0);
  await logLines(page).filter({ hasText: 'offline CPU99' }).first().waitFor();
  await expect.poll(async () => (await ranks())[0]).toBe(1);
});

test('a line says what it means, field by field', async () => {
  await logLines(page).filter({ hasText: 'offline CPU99' }).first().click();
  const panel = page.locator('section', { has: page.getByRole('heading', { name: /^What the/ }) });
  await panel.getByText('Message id').waitFor();
  expect(await panel.textContent()).toContain('will try again');
  await press(page, 'Escape');
  await panel.waitFor({ state: 'detached' });
});

test('nothing went wrong in the page', () => {
  expect(opened.complaints).toEqual([]);
});
