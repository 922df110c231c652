import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { goTo, keepPicture, logLines, openConsole, press, type Served, serve, startDrill } from './console.ts';

let served: Served;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  served = await serve();
  browser = await launchBrowser();
  ({ page } = await openConsole(browser, served.url, { slowWhenPaged: true }));
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

const pageBanner = () => page.getByRole('toolbar', { name: 'Page' });

test('a test page says that it is one, and what works', async () => {
  await page.getByRole('button', { name: /^Settings/ }).click();
  await page.getByRole('menuitem', { name: 'Send me a test page' }).click();
  await page.getByText('Test page: badge works; sound and notification are off').first().waitFor();
  expect(await page.locator('body').textContent()).not.toMatch(/waits? for you/);
  await page.waitForFunction(() => document.title.startsWith('(1) '));
  await pageBanner().getByRole('button', { name: 'Put away' }).click();
  await page.waitForFunction(() => !document.title.startsWith('('));
});

test('with the sound enabled a page is heard', async () => {
  await page.getByRole('button', { name: /^Settings/ }).click();
  const heard = page.waitForResponse(/\/info-[^/]*\.wav$/);
  await page.getByRole('menuitemcheckbox', { name: 'Sound' }).click();
  expect((await heard).ok()).toBe(true);
  await page.keyboard.press('Escape');
});

test('a started drill leads to the pager, which shows the log until somebody is needed', async () => {
  const heard = page.waitForResponse(/\/high-[^/]*\.wav$/);
  await goTo(page, 'd');
  await startDrill(page, '4');
  await page.waitForURL((address) => address.hash === '#/pager');
  const lines = page.getByRole('list', { name: 'Newest lines of all hosts' });
  await lines.getByText('WDC Event detected by CPU64').first().waitFor();
  await page.waitForFunction(() => document.title.startsWith('(1) '));
  await page.getByRole('heading', { name: '1 page waits for you' }).waitFor();
  expect(await pageBanner().count()).toBe(0);
  expect((await heard).ok()).toBe(true);
  const pace = page.getByRole('radiogroup', { name: 'Pace' }).getByRole('radio', { checked: true });
  await expect.poll(() => pace.textContent()).toBe('1×');
});

test('away from the pager a page is one line, and one key acknowledges it', async () => {
  await goTo(page, 'f');
  await page.getByText('1 page waits for you:').waitFor();
  await page.getByRole('link', { name: 'What sf15k-domc logged' }).click();
  await page.waitForURL((address) => address.hash === '#/messages?host=sf15k-domc');
  await page.getByRole('heading', { name: /lines of sf15k-domc logged so far/ }).waitFor();
  expect(await logLines(page).count()).toBeGreaterThan(0);
  await keepPicture(page, 'messages-paged-1280');
  await press(page, 'a');
  await pageBanner().waitFor({ state: 'detached' });
  await page.waitForFunction(() => !document.title.startsWith('('));
});

test('a silenced incident pages again without a tone', async () => {
  await page.evaluate(() => {
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      document.body.dataset.tones = String(Number(document.body.dataset.tones ?? 0) + 1);
      return play.call(this);
    };
  });
  const tones = () => page.evaluate(() => Number(document.body.dataset.tones ?? 0));
  const waiting = page.getByRole('heading', { name: '1 page waits for you' });
  await goTo(page, 'p');
  await press(page, 'u');
  await waiting.waitFor();
  await expect.poll(tones).toBe(1);
  await press(page, 's');
  await page.getByText('silenced', { exact: true }).first().waitFor();
  await press(page, 'a');
  await waiting.waitFor({ state: 'detached' });
  await press(page, 'u');
  await waiting.waitFor();
  // Longer than the tone of the first page took.
  await page.waitForTimeout(1_000);
  expect(await tones()).toBe(1);
  await press(page, 'a');
  await waiting.waitFor({ state: 'detached' });
});

test('a drill that is over says so everywhere, and nothing there pretends to act', async () => {
  await goTo(page, 'd');
  await page.getByRole('button', { name: /^End / }).click();
  await page.getByRole('button', { name: 'End the drill' }).click();
  for (const key of ['p', 'i', 'f', 'm', 'd'] as const) {
    await goTo(page, key);
    await page.getByText('This drill has ended: Dana Whitfield ended the drill.').waitFor();
  }
  await goTo(page, 'p');
  await page.getByRole('heading', { name: '1 incident, none resolved' }).waitFor();
  const actions = page.getByRole('toolbar', { name: 'What you can do' }).getByRole('button');
  expect(await actions.allTextContents()).toEqual(['Open↵']);
  await keepPicture(page, 'pager-ended-1280');
  await press(page, 'Enter');
  await page.getByRole('heading', { name: 'In hand, not resolved, when the drill ended' }).waitFor();
  expect(await actions.allTextContents()).toEqual(['ExportX']);
  await keepPicture(page, 'incident-ended-1280');
});

test('while I look at one drill, another one that pages me is announced', async () => {
  await page.getByRole('button', { name: 'Start it again' }).click();
  await page.getByText('This drill has ended').waitFor({ state: 'detached' });
  await press(page, '4');
  await page.waitForFunction(() => document.title.startsWith('(1) '));
  await goTo(page, 'd');
  await press(page, 's');
  await page.getByText('1 page waits for you in another drill:').waitFor();
  await keepPicture(page, 'pager-another-drill-1280');
  await page.getByRole('button', { name: 'Look at that drill' }).click();
  await page.getByRole('heading', { name: '1 page waits for you' }).waitFor();
  expect(await page.getByText('in another drill').count()).toBe(0);
});

test.each(['dark', 'light'] as const)('nothing is painted before the theme is %s', async (theme) => {
  const context = await browser.newContext({ colorScheme: theme === 'dark' ? 'light' : 'dark' });
  await context.addCookies(await page.context().cookies());
  const other = await context.newPage();
  await other.addInitScript((name) => {
    localStorage.setItem('redline.preferences', JSON.stringify({ theme: name, sound: false, slowWhenPaged: true }));
    new MutationObserver((_changes, observer) => {
      const scheme = document.documentElement.dataset.mantineColorScheme;
      if (scheme === undefined) return;
      performance.mark(`scheme ${scheme}`);
      observer.disconnect();
    }).observe(document, { attributes: true, subtree: true });
  }, theme);
  await other.goto(new URL('/', served.url).href);
  await other.locator('main h1').waitFor();
  const times = await other.evaluate(() => ({
    marks: performance.getEntriesByType('mark').map(({ name, startTime }) => ({ name, startTime })),
    paintedMs: performance.getEntriesByName('first-paint')[0]?.startTime ?? 0,
  }));
  expect(times.marks.map(({ name }) => name)).toEqual([`scheme ${theme}`]);
  expect(times.paintedMs).toBeGreaterThanOrEqual(times.marks[0]?.startTime ?? Number.POSITIVE_INFINITY);
  await context.close();
});
