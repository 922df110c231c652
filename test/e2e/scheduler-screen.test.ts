import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
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

let browser: Browser;
let served: Served;
let opened: Console;
let page: Page;

/** A host with one board and three tasks a processor that never sleep: somebody always waits. */
const crowdedDrill = [
  'version: 1',
  'title: Too many reports',
  'startsAt: 2003-10-23T11:48:30Z',
  'hosts:',
  '  - { name: sf15k-domc, platform: starcat, cpuType: US-III, release: solaris9,',
  '      bootedAt: 2003-10-22T00:00:00Z, processors: [64],',
  '      load: { tasks: [{ name: report, count: 12, program: hog }] } }',
  'people: [{ id: dana, name: Dana Whitfield }, { id: ravi, name: Ravi Menon }]',
  'injects:',
  '  - { at: 3600s, kind: bind-thread, host: sf15k-domc, processor: 64 }',
  '',
].join('\n');

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

const sentence = (text: string | RegExp): Locator => page.getByRole('heading', { level: 1, name: text });
const rowsOf = (table: string): Locator => page.getByRole('table', { name: table }).getByRole('row');

test('while no drill runs the screen says so', async () => {
  await goTo(page, 's');
  await sentence('Nobody waits for a processor: no drill is running').waitFor();
});

test('who waits, for how long and why is the first thing said', async () => {
  await goTo(page, 'd');
  const file = { name: 'reports.yaml', mimeType: 'text/yaml', buffer: Buffer.from(crowdedDrill) };
  await page.setInputFiles('input[type=file]', file);
  await page.getByRole('row', { selected: true }).filter({ hasText: 'imported' }).waitFor();
  await startDrill(page, '1');
  await goTo(page, 's');
  await sentence(/^\d+ tasks wait for .*, the longest, report \(\d+\), for /).waitFor();
  expect(await rowsOf('Run queues').count()).toBe(5);
});

test('keys select processors and tasks, and find who waits longest', async () => {
  await press(page, 'k', 'k', 'k', 'j');
  expect(await rowsOf('Run queues').and(page.locator('[aria-selected=true]')).textContent()).toMatch(/^CPU65/);
  await page.getByRole('heading', { name: 'CPU65', exact: true }).waitFor();
  await press(page, 'w');
  await page.getByRole('heading', { name: 'Why did it wait?' }).waitFor();
  await page.getByRole('heading', { level: 2, name: 'report' }).waitFor();
});

test('a task gets nicer by one key, as the console says', async () => {
  await press(page, '+');
  await page.getByText('# renice -n 1 -p').waitFor();
  await page.getByText('+1, static priority 121').waitFor();
});

test('a task is bound and let go by keys', async () => {
  await press(page, 'b');
  await page.getByText(/CPU6[4-7] alone/).waitFor();
  await press(page, 'u');
  await page.getByText('every processor').waitFor();
});

test('a task is found by a part of its name', async () => {
  await press(page, '/');
  await page.keyboard.type('syslog');
  await press(page, 'Enter');
  await page.getByRole('heading', { level: 2, name: '1 task', exact: true }).waitFor();
  await press(page, ']');
  await page.getByRole('heading', { level: 2, name: 'syslogd' }).waitFor();
});

test('a trace is started, stopped and exported for Perfetto by keys', async () => {
  await press(page, 't');
  await page.getByText(/^Tracing for .*: \d+ rows of at most 200,000$/).waitFor();
  await page.waitForTimeout(1_500);
  await press(page, 't');
  await page.getByText(/has stopped: [1-9][\d,]* rows/).waitFor();
  await press(page, 'x');
  const dialog = page.getByRole('dialog', { name: 'Export the trace of sf15k-domc' });
  await dialog.waitFor();
  const downloading = page.waitForEvent('download');
  await press(page, 'Enter');
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^drill-.*-sf15k-domc-perfetto\.json$/);
  const { traceEvents } = JSON.parse(await readFile(await download.path(), 'utf8')) as { traceEvents: unknown[] };
  expect(traceEvents.length).toBeGreaterThan(10);
  await press(page, 'Escape');
  await dialog.waitFor({ state: 'hidden' });
});

test('a host that is down has no run queues, and the screen says what it does', async () => {
  await press(page, '/');
  await press(page, 'Control+a', 'Delete', 'Enter');
  await goTo(page, 'c');
  await page.getByRole('combobox', { name: 'Command line of sf15k-domc' }).fill('reboot');
  await press(page, 'Enter');
  await page.getByText('down since').waitFor();
  await goTo(page, 's');
  await sentence('sf15k-domc is down: no task runs there').waitFor();
});

test.each(['dark', 'light'] as const)('nothing is a barrier in the %s theme', async (theme) => {
  await setTheme(page, theme);
  await sentence('sf15k-domc is down: no task runs there').waitFor();
  await keepPicture(page, `scheduler-down-${theme}`);
  expect(await seriousBarriers(page)).toEqual([]);
});

test('nothing went wrong in the page, and its policy was never violated', () => {
  expect(opened.complaints).toEqual([]);
});
