import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type Console, goTo, openConsole, press, type Served, serve, startSelected } from './console.ts';

/** Four processors, one of which has a thread bound to it; nothing else happens for a long time. */
const drill = `
version: 1
title: A bound thread
startsAt: '2003-10-23T11:36:55Z'
zone: America/Chicago
hosts:
  - name: sf15k-domc
    platform: starcat
    cpuType: US-III
    release: solaris9
    bootedAt: '2003-10-23T11:20:49.5Z'
    processors: [64]
people:
  - { id: dana, name: Dana Whitfield }
  - { id: ravi, name: Ravi Menon }
injects:
  - { at: 1s, kind: bind-thread, host: sf15k-domc, processor: 64 }
  - { at: 2s, kind: command, host: sf15k-domc, line: psrinfo -s 67 }
  - { at: 20h, kind: unbind-threads, host: sf15k-domc, processor: 64 }
`;

let served: Served;
let browser: Browser;
let opened: Console;
let page: Page;

beforeAll(async () => {
  served = await serve();
  browser = await launchBrowser();
  opened = await openConsole(browser, served.url);
  page = opened.page;
  await goTo(page, 'd');
  await page.setInputFiles('input[type=file]', {
    name: 'bound.yaml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(drill),
  });
  await page.getByRole('row', { selected: true }).filter({ hasText: 'imported' }).waitFor();
  await startSelected(page);
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

const prompt = () => page.getByRole('combobox', { name: 'Command line of sf15k-domc' });
const scrollback = () => page.getByRole('group', { name: 'Scrollback' });
const sentence = () => page.locator('main h1');
const type = (text: string) => page.keyboard.type(text);
/** What the prompt says that its line would do. */
const explained = (text: string) => page.locator('[id$="-explained"]', { hasText: text }).waitFor();
/** Waits until the scrollback says something. */
const says = (text: string) => scrollback().getByText(text, { exact: false }).first().waitFor();
/** Pastes a text into the prompt, as a browser does. */
const paste = (text: string) =>
  prompt().evaluate((input, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', pasted);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

test('two keys lead to the console of the host, where the prompt has the focus and somebody has typed', async () => {
  await press(page, 'g', 'c');
  await prompt().waitFor();
  expect(await prompt().evaluate((input) => input === document.activeElement)).toBe(true);
  await says('psrinfo -s 67');
  await says('somebody outside the rotation');
});

test('Tab completes the command, lists what fits, and what it would do is said before Enter', async () => {
  await type('psra');
  await press(page, 'Tab');
  expect(await prompt().inputValue()).toBe('psradm ');
  await explained('option -f, -n, -s or -i must be specified');
  await type('-');
  await press(page, 'Tab');
  const words = page.getByRole('listbox', { name: 'Words that fit' });
  await words.getByRole('option', { name: /^-f Takes processors off-line/ }).waitFor();
  await press(page, 'Enter');
  expect(await prompt().inputValue()).toBe('psradm -f ');
  await type('6');
  await press(page, 'Tab', 'ArrowDown');
  expect(await words.getByRole('option', { selected: true }).textContent()).toMatch(/^65/);
  await press(page, 'Escape');
  await type('4');
  await explained('Takes processor 64 off-line');
});

test('the system refuses in its own words, with its exit code', async () => {
  await press(page, 'Enter');
  await says('psradm: processor 64: Device busy');
  await says('exit 1');
  await says('Dana Whitfield');
  await sentence().filter({ hasText: 'Dana Whitfield typed last' }).waitFor();
  await type('psradm -f 99');
  await explained('psradm: processor 99: Invalid argument');
  await press(page, 'Control+u');
  await type('vi /etc/system');
  await press(page, 'Enter');
  await says('ksh: vi: not found');
});

test('a processor that was taken off-line is so in Fleet', async () => {
  await type('psradm -v -f 65');
  await press(page, 'Enter');
  await says('processor 65 taken off-line.');
  await press(page, 'Escape');
  await goTo(page, 'f');
  await page.getByRole('button', { name: /CPU65\s*off-line/ }).click();
  await page.getByRole('link', { name: 'Open the console of sf15k-domc' }).press('Enter');
  await prompt().waitFor();
  expect(await prompt().inputValue()).toBe('psrinfo -v 65');
  await press(page, 'Control+u');
  await says('processor 65 taken off-line.');
});

test('help is answered at the console, and runs nothing', async () => {
  await type('help psrset');
  await press(page, 'Enter');
  await says('psrset - create and manage processor sets');
  await says('only you see this');
});

test('arrows bring earlier lines back, Ctrl+R searches them', async () => {
  await type('draft');
  await press(page, 'ArrowUp');
  expect(await prompt().inputValue()).toBe('psradm -v -f 65');
  await press(page, 'ArrowUp', 'ArrowUp', 'ArrowUp');
  expect(await prompt().inputValue()).toBe('psrinfo -s 67');
  await explained('somebody outside the rotation typed this');
  await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  expect(await prompt().inputValue()).toBe('draft');
  await press(page, 'Control+c');
  await type('psr');
  await press(page, 'Tab');
  await page.getByRole('listbox').waitFor();
  await press(page, 'Control+r');
  expect(await page.getByRole('listbox').count()).toBe(0);
  await type('-v -f');
  await press(page, 'Enter');
  expect(await prompt().inputValue()).toBe('psradm -v -f 65');
  await press(page, 'Control+c');
  expect(await prompt().inputValue()).toBe('');
});

test('clumsy input: too long, invisible, several lines', async () => {
  await paste('x'.repeat(10_000));
  await explained('A line has at most 512 characters; this one has 10000.');
  await press(page, 'Enter');
  expect((await prompt().inputValue()).length).toBe(10_000);
  await press(page, 'Control+u');
  await paste('psr\u0007info\t-s 65');
  expect(await prompt().inputValue()).toBe('psrinfo -s 65');
  await explained('1 character that nobody can see left out');
  await press(page, 'Control+u');
  await type('\u{1f642}');
  await press(page, 'Enter');
  await says('ksh: \u{1f642}: not found');
  await paste('psradm -n 65\npsrset -c 66\n\n');
  const dialog = page.getByRole('dialog', { name: 'Run 2 lines on sf15k-domc?' });
  await dialog.waitFor();
  await press(page, 'Escape');
  await dialog.waitFor({ state: 'detached' });
  await prompt().focus();
  await paste('psradm -n 65\npsrset -c 66\n');
  await dialog.getByRole('button', { name: 'Run 2 lines' }).press('Enter');
  await says('created processor set 1');
});

test('the palette leads to a console by the name of its host', async () => {
  await press(page, 'Escape');
  await goTo(page, 'p');
  await press(page, 'Control+k');
  await type('Console: sf15k');
  await press(page, 'Enter');
  // While it goes away the keys are not for the screen below.
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await says('created processor set 1');
});

test('a host that is rebooted says since when it is down, and nobody reads what is typed', async () => {
  await prompt().fill('reboot');
  await press(page, 'Enter');
  await sentence().filter({ hasText: 'sf15k-domc is going down' }).waitFor();
  await page.getByRole('status').filter({ hasText: 'down since' }).waitFor();
  await type('psrinfo');
  await explained('nobody reads what is typed until it is up');
  await press(page, 'Enter');
  expect(await prompt().inputValue()).toBe('psrinfo');
  await press(page, 'Escape', '4');
  await sentence().filter({ hasText: 'You are root on sf15k-domc' }).waitFor();
  await press(page, '1', 'Enter', 'Enter');
  await says('on-line   since 10/23/2003');
});

test('nothing went wrong in the page, and its policy was never violated', () => {
  expect(opened.complaints).toEqual([]);
});
