import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seriousBarriers } from './barriers.ts';
import { launchBrowser } from './browser.ts';
import { busyLog } from './busy-log.ts';
import {
  type Console,
  goTo,
  keepPicture,
  logLines,
  openConsole,
  press,
  type Served,
  serve,
  setTheme,
  startSelected,
} from './console.ts';

const screens = {
  pager: 'p',
  incidents: 'i',
  fleet: 'f',
  messages: 'm',
  console: 'c',
  tunables: 't',
  scheduler: 's',
  drills: 'd',
} as const;
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const hosts = 6;
const processors = 8;

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

/** Keeps pictures of the screen that is open, in every size, and answers its serious barriers. */
async function inspect(screen: string, theme: 'dark' | 'light'): Promise<string[]> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await keepPicture(page, `${screen}-${theme}-${size.width}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  return seriousBarriers(page, { coloursOnly: theme === 'light' });
}

async function inspectAll(state: string, theme: 'dark' | 'light'): Promise<string[]> {
  const barriers: string[] = [];
  for (const [screen, key] of Object.entries(screens)) {
    await goTo(page, key);
    await page.waitForTimeout(150);
    barriers.push(...(await inspect(`${screen}-${state}`, theme)));
  }
  return barriers;
}

/** Lets a drill of a bad day run until every processor has paged, and pauses it. */
async function runBusyDrill(): Promise<void> {
  await goTo(page, 'd');
  const buffer = Buffer.from(busyLog({ hosts, processors, errors: 3 }));
  await page.setInputFiles('input[type=file]', { name: 'bad-day.log', mimeType: 'text/plain', buffer });
  await page.getByRole('row', { selected: true }).filter({ hasText: 'imported' }).waitFor();
  await startSelected(page);
  await press(page, '4');
  await page.waitForFunction((count) => document.title.startsWith(`(${count}) `), hosts * processors);
  await press(page, '0');
}

describe.each(['dark', 'light'] as const)('in the %s theme', (theme) => {
  test('screens say what to do next while there is no drill', async () => {
    await setTheme(page, theme);
    expect(await inspectAll('empty', theme)).toEqual([]);
  });
});

describe.each(['dark', 'light'] as const)('on a bad day, in the %s theme', (theme) => {
  test('screens stay readable, and usable without seeing them', async () => {
    if (theme === 'dark') await runBusyDrill();
    await setTheme(page, theme);
    expect(await inspectAll('busy', theme)).toEqual([]);
  });

  test('an incident, its export and a decoded line are too', async () => {
    await goTo(page, 'i');
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Why?' }).waitFor();
    const barriers = await inspect('incident-busy', theme);
    await press(page, 'x');
    await page.getByRole('dialog').waitFor();
    barriers.push(...(await inspect('export-busy', theme)));
    await press(page, 'Escape');
    await goTo(page, 'm');
    await logLines(page).first().waitFor();
    await press(page, 'k', 'k');
    await page.getByText('the machine that logs').waitFor();
    barriers.push(...(await inspect('decoded-busy', theme)));
    expect(barriers).toEqual([]);
  });
});

/** A file with something of everything that the editor marks. */
const markedFile = [
  '* Corner Market payments',
  'set cpu_remove_retry_attempts=240',
  'set maxusers=2048',
  'set autoup=0',
  'set no_such_thing=1',
  'set maxphys=0X0c',
  'exclude: fs/ufs',
].join('\n');

describe.each(['dark', 'light'] as const)('tunables in the %s theme', (theme) => {
  test('every section of an edited file stays readable, and what is asked before saving', async () => {
    await setTheme(page, theme);
    await goTo(page, 't');
    await page.locator('.cm-content').waitFor();
    await press(page, 'e');
    await press(page, 'Control+a');
    await page.keyboard.insertText(markedFile);
    await page.getByText('would not boot: exclude').waitFor();
    const barriers = await inspect('tunables-file', theme);
    await press(page, 'Control+s');
    await page.getByRole('dialog').waitFor();
    barriers.push(...(await inspect('tunables-saving', theme)));
    await press(page, 'Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await press(page, 'Escape', 'Escape');
    for (const section of ['values', 'versions', 'what-if', 'policies']) {
      await press(page, ']');
      await page.waitForTimeout(150);
      await page.getByRole('progressbar').waitFor({ state: 'detached' });
      const met = await inspect(`tunables-${section}`, theme);
      barriers.push(...met.map((barrier) => `${section}: ${barrier}`));
    }
    expect(barriers).toEqual([]);
  });
});

describe.each(['dark', 'light'] as const)('a console in the %s theme', (theme) => {
  test('stays readable with answers, a list of words, a search, a paste and the host down', async () => {
    // A console that is opened anew takes the focus for its prompt, and with it the keys.
    await goTo(page, 'p');
    await setTheme(page, theme);
    await goTo(page, 'c');
    // In each theme another one: it is down at the end.
    const host = theme === 'dark' ? 'sf15k-domb' : 'sf15k-domc';
    await page.getByLabel('Host').selectOption(host);
    const prompt = page.getByRole('combobox', { name: `Command line of ${host}` });
    for (const line of ['psrinfo', 'psradm -f 99', 'help psradm']) {
      await prompt.fill(line);
      await press(page, 'Enter');
    }
    await page.getByText('only you see this').last().waitFor();
    await prompt.fill('psradm -');
    await press(page, 'Tab');
    await page.getByRole('listbox', { name: 'Words that fit' }).waitFor();
    const barriers = await inspect('console-words', theme);
    await press(page, 'Escape', 'Control+u', 'Control+r');
    await page.keyboard.type('psr');
    barriers.push(...(await inspect('console-search', theme)));
    await press(page, 'Escape');
    await prompt.evaluate((input) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', 'psrinfo\npsrset');
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await page.getByRole('dialog').waitFor();
    barriers.push(...(await inspect('console-paste', theme)));
    await press(page, 'Escape');
    await prompt.fill('reboot');
    await press(page, 'Enter');
    await page.getByText('down since').waitFor();
    await prompt.fill('psrinfo');
    barriers.push(...(await inspect('console-down', theme)));
    expect(barriers).toEqual([]);
  });
});

test('nothing went wrong in the page, and its policy was never violated', () => {
  expect(opened.complaints).toEqual([]);
});
