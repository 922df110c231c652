import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousBarriers } from './barriers.ts';
import { launchBrowser } from './browser.ts';
import {
  type Console,
  goTo,
  keepPicture,
  openConsole,
  press,
  type Served,
  serve,
  setTheme,
  startDrill,
} from './console.ts';
import { failingMemoryDrill, wholeFleetDrill } from './whole-fleet.ts';

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 800 },
];

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

/** Starts a drill from its file, at 60 times, and goes to Fleet. */
async function play(drill: string, name: string): Promise<void> {
  await goTo(page, 'd');
  const file = { name: `${name}.yaml`, mimeType: 'text/yaml', buffer: Buffer.from(drill) };
  await page.setInputFiles('input[type=file]', file);
  await page.getByRole('row', { selected: true }).filter({ hasText: 'imported' }).waitFor();
  await startDrill(page, '3');
  await goTo(page, 'f');
}

/** Pictures in every size and both themes, and what would be a barrier. */
async function inspect(name: string, leftOut: readonly string[] = []): Promise<string[]> {
  const barriers: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme);
    await page.getByRole('group', { name: 'Details' }).locator('h2').waitFor();
    for (const size of sizes) {
      await page.setViewportSize(size);
      await keepPicture(page, `${name}-${theme}-${size.width}`);
    }
    // What is drawn many times over is looked at in one theme only.
    if (leftOut.length > 0 && theme === 'light') continue;
    barriers.push(...(await seriousBarriers(page, { leftOut, coloursOnly: theme === 'light' })));
  }
  return barriers;
}

const details = () => page.getByRole('group', { name: 'Details' });
const titled = (name: RegExp) => details().getByRole('heading', { level: 2, name }).waitFor();
const pressed = () => page.locator('[data-cell][aria-pressed=true]').getAttribute('data-cell');

test('trouble is told first, and arrow keys lead from it over the map', async () => {
  await play(failingMemoryDrill(), 'memory');
  await page.getByRole('heading', { level: 1, name: /1 will not go off-line, 2 memory modules fail/ }).waitFor();
  await press(page, '0');
  await titled(/CPU2 of sf15k-domc/);
  expect(await pressed()).toBe('sf15k-domc|2|');
  await press(page, 'ArrowRight', 'ArrowRight');
  expect(await pressed()).toBe('sf15k-domc|memory|SB0');
  await titled(/Memory of sf15k-domc/);
  await press(page, 'ArrowDown', 'ArrowLeft', 'ArrowUp');
  expect(await pressed()).toBe('sf15k-domc|3|');
  await titled(/CPU3 of sf15k-domc/);
});

test('Enter reads the details, J and K go through what needs a look', async () => {
  await press(page, 'j');
  await titled(/CPU2|Memory/);
  await page.locator('body').click({ position: { x: 5, y: 400 } });
  await press(page, 'Enter');
  await expect.poll(() => details().evaluate((element) => element === document.activeElement)).toBe(true);
});

test('a processor says what counts against it, and what one more error would do', async () => {
  await page.locator('[data-cell="sf15k-domc|65|"]').click();
  await details().getByText('One more corrected error takes it off-line.').waitFor();
  expect(await details().textContent()).toMatch(/2 of 2 allowed in 24 h; the oldest leaves at 11:00:10/);
  await page.locator('[data-cell="sf15k-domc|2|"]').click();
  await details().getByText('Attempts that were refused').waitFor();
  expect(await details().textContent()).toMatch(/attempt 24: EBUSY/);
});

test('memory says which modules fail, and what became of their pages', async () => {
  await page.locator('[data-cell="sf15k-domc|memory|SB2"]').click();
  await details().getByText('SB2/P1/B0/D0 J14300').waitFor();
  const text = await details().textContent();
  expect(text).toMatch(/3 retired for corrected errors, of 1,048 pages that may be; 1 for uncorrectable ones/);
  expect(text).toMatch(/6 persistent.*3 pages retired, 1 waiting/);
  expect(text).toMatch(/0x000000a1.00088000 waits: the kernel uses it/);
});

test('the host says what it is made of', async () => {
  await page.locator('main section h2 button', { hasText: 'sf15k-domc' }).click();
  await titled(/^sf15k-domc$/);
  expect(await details().textContent()).toMatch(/24 processors with 8 MB of L2 cache each, 8 GB of memory/);
  await details().getByText('the kernel runs with what is saved').waitFor();
});

test('it is readable in both themes, and usable without seeing it', async () => {
  await page.locator('[data-cell="sf15k-domc|memory|SB2"]').click();
  expect(await inspect('fleet-memory')).toEqual([]);
});

test('so are 1,152 processors on sixteen hosts', async () => {
  await play(wholeFleetDrill(), 'whole');
  await page
    .getByRole('heading', { level: 1, name: /of 1,152 processors are off-line.* 4 memory modules fail/ })
    .waitFor();
  await press(page, '0');
  expect(await page.locator('[data-cell]').count()).toBe(16 * 18 * 5);
  await page.locator('[data-cell="sf15k-domb|0|"]').click();
  await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  expect(await pressed()).toBe('sf15k-domb|memory|SB0');
  await titled(/Memory of sf15k-domb/);
  // Two hosts stand for the others, which are drawn alike.
  expect(await inspect('fleet-whole', ['[aria-label="Map of the fleet"] > section:nth-of-type(n + 3)'])).toEqual([]);
}, 120_000);

test('nothing went wrong in the page', () => {
  expect(opened.complaints).toEqual([]);
});
