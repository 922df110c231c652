import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type Console, goTo, openConsole, press, type Served, serve, startDrill } from './console.ts';

/** A list of completions takes keys once it has stood for a moment, so that nobody chooses what came up under the finger. */
const listSettlesMs = 150;

let served: Served;
let browser: Browser;
let opened: Console;
let page: Page;

beforeAll(async () => {
  served = await serve();
  browser = await launchBrowser();
  opened = await openConsole(browser, served.url);
  page = opened.page;
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

const sentence = (text: string | RegExp): Locator => page.locator('main h1').filter({ hasText: text });
const editor = (): Locator => page.getByRole('textbox', { name: '/etc/system of sf15k-domc' });
const isFocused = (): Promise<boolean> => editor().evaluate((element) => element === document.activeElement);
/** Escape closes what is open in the editor first. */
async function leaveEditor(): Promise<void> {
  while (await isFocused()) await press(page, 'Escape');
}
const panel = (title: string | RegExp): Locator =>
  page.locator('section', { has: page.getByRole('heading', { name: title }) });
const versions = (): Locator => page.getByRole('table', { name: 'Versions' }).getByRole('row');

test('the file of a host opens in an editor, by keys', async () => {
  await goTo(page, 'd');
  await startDrill(page, '0');
  await goTo(page, 't');
  await sentence('sf15k-domc runs with what its /etc/system says').waitFor();
  await press(page, 'e');
  expect(await isFocused()).toBe(true);
});

test('a variable is completed, with what it means beside it', async () => {
  await page.keyboard.type('set cpu_remove_retry_att');
  const option = page.getByRole('option', { name: /^cpu_remove_retry_attempts/ });
  await option.waitFor();
  await page.getByText('How often the kernel tries again').first().waitFor();
  await page.waitForTimeout(listSettlesMs);
  await press(page, 'Enter');
  await page.keyboard.type('240');
  await panel('cpu_remove_retry_attempts').getByText('2,400 (Solaris 8), 24 (Solaris 9)').waitFor();
  expect(await editor().textContent()).toContain('set cpu_remove_retry_attempts=240');
  await editor().getByText('runs with 2,400').waitFor();
});

test('what the kernel would print stands at its line, in its words and in its order', async () => {
  await press(page, 'Enter');
  await page.keyboard.type('set maxphys=0X0c');
  await press(page, 'Enter');
  await page.keyboard.type('set no_such_thing=1');
  const line = editor().locator('.cm-line').filter({ hasText: 'maxphys' });
  await line.getByText("WARNING: extraneous input ignored starting at 'X0c' on line 2 of etc/system").waitFor();
  const boot = panel('At boot the kernel would print');
  await boot.getByText("sorry, variable 'no_such_thing' is not defined in the 'kernel'").waitFor();
  expect(await boot.getByRole('button').allTextContents()).toEqual([
    "WARNING: extraneous input ignored starting at 'X0c' on line 2 of etc/system",
    "sorry, variable 'no_such_thing' is not defined in the 'kernel'",
  ]);
});

test('an edit that is not saved outlives a look at another screen, and the window', async () => {
  await sentence('Your edit of /etc/system of sf15k-domc is not saved').waitFor();
  await leaveEditor();
  await goTo(page, 'p');
  await goTo(page, 't');
  expect(await editor().textContent()).toContain('set no_such_thing=1');
  await page.reload();
  await sentence('is not saved').waitFor();
  expect(await editor().textContent()).toContain('set no_such_thing=1');
});

test('saving is one key; it acts at the next boot', async () => {
  await press(page, 'e');
  await press(page, 'Control+s');
  await sentence('change at its next boot').waitFor();
  await page.getByText('Saved on sf15k-domc: it acts at the next boot').waitFor();
});

test('a file that would not boot is asked about first, and can be saved all the same', async () => {
  await press(page, 'Control+End', 'Enter');
  await page.keyboard.type('exclude: fs/ufs');
  await press(page, 'Control+s');
  const dialog = page.getByRole('dialog', { name: 'sf15k-domc would not boot with this file' });
  await dialog.getByText('the root file system is of type ufs').waitFor();
  await press(page, 'Enter');
  await dialog.waitFor({ state: 'hidden' });
  expect(await isFocused()).toBe(true);
  await press(page, 'Control+s');
  await dialog.getByRole('button', { name: 'Save it all the same' }).press('Enter');
  await sentence('sf15k-domc would not boot with what is saved').waitFor();
});

test('the version before is one key away, and every version is listed with who and when', async () => {
  await leaveEditor();
  await press(page, 'u');
  await page.getByText('On sf15k-domc version 1 is saved again').waitFor();
  await press(page, ']', ']');
  await versions().nth(4).waitFor();
  expect(await versions().nth(1).textContent()).toMatch(/^3\d\d:\d\d:\d\dDana Whitfieldsaved$/);
  expect(await versions().nth(4).textContent()).toMatch(/^0at the start—running$/);
});

test('versions are compared three ways, and any of them goes back into the editor', async () => {
  await versions().nth(2).press('Enter');
  const compared = panel('Version 2, saved and edited beside each other');
  await compared.getByText('exclude: fs/ufs').waitFor();
  await compared.getByRole('button', { name: 'Edit version 2' }).press('Enter');
  await sentence('is not saved').waitFor();
  await press(page, 'x');
  await page.getByRole('dialog', { name: 'Discard your edit?' }).waitFor();
  await page.getByRole('button', { name: 'Discard it' }).press('Enter');
  await sentence('change at its next boot').waitFor();
});

test('saved and running values stand side by side', async () => {
  await press(page, '[');
  const row = page.getByRole('row', { name: /^cpu_remove_retry_attempts/ });
  expect(await row.textContent()).toMatch(
    /^cpu_remove_retry_attemptswaits for a boot2,4002402402,400retriesdefaultacts$/,
  );
});

test('a drill that is over is played again with the file, and what differs is said in words', async () => {
  await press(page, ']', ']');
  await page.getByText('No drill with sf15k-domc has ended yet').waitFor();
  await press(page, '4');
  await page.waitForFunction(() => document.title.startsWith('(1) '));
  await goTo(page, 'p');
  await press(page, 'a');
  await page.getByText('you have 1 incident in hand').waitFor();
  await press(page, 'r');
  await page.getByText('This drill has ended').waitFor();
  await goTo(page, 't');
  await press(page, 'e', 'Control+a');
  await page.keyboard.insertText('set automatic_cpu_removal=0\n');
  await leaveEditor();
  await press(page, ']', ']', ']', 'w');
  await page.getByText(/CPU64 of sf15k-domc would have stayed on-line/).waitFor();
  await page.getByText(/Dana Whitfield would not have been paged at \d\d:\d\d:\d\d: CPU64/).waitFor();
  await page.getByText('The first event that differs:').waitFor();
});

test('nothing went wrong in the page, and its policy was never violated', () => {
  expect(opened.complaints).toEqual([]);
});
