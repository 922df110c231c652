import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { contentSecurityPolicy } from '../../shared/lib/content-security-policy.ts';
import { bootDesktop, builtFolder } from './built-desktop.ts';
import { ElectronDouble, type WindowDouble } from './electron-double.ts';
import { connectPage, loadPage, type PageDouble } from './page-double.ts';

let outFolder: string;
let station: string;
const electron = new ElectronDouble({ hasLock: true });
let beforeReady: string[];

async function windowNumber(index: number): Promise<WindowDouble> {
  return vi.waitFor(() => {
    const window = electron.windows[index];
    if (window === undefined) throw new Error(`window ${index} has not been opened`);
    return window;
  });
}

/** The first load of a window's page, or another one after it. */
function load(window: WindowDouble): PageDouble {
  window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
  return loadPage(electron, window, outFolder);
}

beforeAll(async () => {
  outFolder = await builtFolder();
  station = mkdtempSync(join(tmpdir(), 'redline-desktop-'));
  await bootDesktop(outFolder, electron, ['--station', station, '--enable-logging']);
  beforeReady = [...electron.calls];
  electron.app.becomeReady();
  await windowNumber(0);
});
afterAll(() => rmSync(station, { recursive: true, force: true }));

test('starts in order: scheme, sandbox, no menu, lock, and waits until Electron is ready', () => {
  expect(beforeReady).toEqual([
    'protocol.registerSchemesAsPrivileged',
    'app.enableSandbox',
    'Menu none',
    'app.requestSingleInstanceLock',
    'app.whenReady',
  ]);
  expect(electron.schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  expect(electron.app.getPath('userData')).toBe(join(station, 'window'));
});

test('then the policy, the protocol and the window', () => {
  expect(electron.calls.slice(beforeReady.length, beforeReady.length + 7)).toEqual([
    'session.setPermissionRequestHandler',
    'session.setPermissionCheckHandler',
    'session.setDevicePermissionHandler',
    'session.setDisplayMediaRequestHandler',
    'session.onBeforeRequest',
    'protocol.handle',
    'new BrowserWindow',
  ]);
});

test('the window is sandboxed, isolated, hidden until it has painted, and loads the console', async () => {
  const window = await windowNumber(0);
  expect(window.options).toMatchObject({ show: false, title: 'Redline', width: 1600, height: 900 });
  expect(window.options.webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    preload: join(outFolder, 'preload/preload.cjs'),
  });
  expect(window.webContents.mainFrame.url).toBe('app://console/');
  expect(window.done).toEqual(['load']);
  window.emit('ready-to-show');
  expect(window.done).toEqual(['load', 'show']);
});

test('no page of the program can navigate or open a window', async () => {
  const { webContents } = await windowNumber(0);
  for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview']) {
    const preventDefault = vi.fn();
    webContents.emit(name, { url: 'https://evil.example/', preventDefault });
    expect([name, preventDefault.mock.calls.length]).toEqual([name, 1]);
  }
  expect(webContents.openHandler({ url: 'https://evil.example/' })).toEqual({ action: 'deny' });
  expect(electron.openedOutside).toEqual([]);
});

test('a bad certificate is refused', () => {
  const preventDefault = vi.fn();
  const answers: unknown[] = [];
  electron.app.emit('certificate-error', { preventDefault }, {}, '', '', {}, (isTrusted: boolean) =>
    answers.push(isTrusted),
  );
  expect([preventDefault.mock.calls.length, answers]).toEqual([1, [false]]);
});

test('the built console is served with the policy and its nonce in every place', async () => {
  const answer = electron.protocols.get('app');
  const response = await answer?.(new Request('app://console/'));
  const html = (await response?.text()) ?? '';
  const nonce = /nonce="([^"]+)"/.exec(html)?.[1] ?? '';
  expect(response?.headers.get('content-security-policy')).toBe(contentSecurityPolicy(nonce));
  expect(html).toContain(`property="csp-nonce" nonce="${nonce}"`);
  expect(html).not.toContain('__CSP_NONCE__');
  const scripts = [...html.matchAll(/(?:src|href)="(\.?\/[^"]+)"/g)].map((match) => match[1] ?? '');
  expect(scripts.length).toBeGreaterThan(1);
  for (const script of scripts) {
    const file = await answer?.(new Request(new URL(script, 'app://console/').href));
    expect([script, file?.status]).toEqual([script, 200]);
  }
  expect((await answer?.(new Request('app://console/../main/desktop.js')))?.status).toBe(404);
});

test('a page asks through the built preload and calls the contract over a real port', async () => {
  const page = load(await windowNumber(0));
  const { client, port } = connectPage(page);
  expect(await client.session.read()).toMatchObject({ role: 'responder', shell: 'desktop', station });
  port.close();
});

test('after a reload the old port is closed and the page gets a new one', async () => {
  const window = await windowNumber(0);
  const first = connectPage(load(window));
  const closed = new Promise((resolve) => first.port.addEventListener('close', resolve, { once: true }));
  const second = connectPage(load(window));
  await closed;
  expect(await second.client.session.read()).toMatchObject({ shell: 'desktop' });
  second.port.close();
});

test('words that are no call end nothing but themselves', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { client, port } = connectPage(load(await windowNumber(0)));
  for (const words of ['garbage', '{}', '{"i":"1","p":{}}', { i: '1', p: { u: '/session/read' } }, null, 7]) {
    port.postMessage(words);
  }
  expect(await client.session.read()).toMatchObject({ shell: 'desktop' });
  port.close();
});

test('a page is shown as a notification, and a click brings the window to the front', async () => {
  const window = await windowNumber(0);
  const { client, port } = connectPage(load(window));
  expect(await client.session.testPage()).toEqual({ notified: true });
  const notification = electron.notifications.at(-1);
  expect(notification).toMatchObject({
    isShown: true,
    options: { title: 'info: Test page: notifications work', urgency: 'normal' },
  });
  window.done.length = 0;
  notification?.emit('click');
  expect(window.done).toEqual(['show', 'focus']);
  port.close();
});

test('a page of a running drill is shown too, to the person paged', async () => {
  const { client, port } = connectPage(load(await windowNumber(0)));
  const shown = electron.notifications.length;
  const [drill] = await client.drills.list();
  const { run } = await client.runs.start({ drill: drill?.drill ?? '', seed: 7, pace: null });
  const frames = await client.stream.open({ run, after: 0 });
  for await (const { stream, frame } of frames) {
    await client.stream.acknowledge({ stream, frame });
    if (electron.notifications.length > shown) break;
  }
  const { options, isShown } = electron.notifications.at(-1) ?? {};
  expect(isShown).toBe(true);
  expect(options?.title).toMatch(/^Drill: (critical|high): /);
  await client.runs.end({ run });
  port.close();
});

test("the menu opens a trainer's window beside the responder's, once, in its own role", async () => {
  const openTrainer = electron.menus.at(-1)?.[0]?.submenu.find(({ label }) => label === "Trainer's window")?.click;
  openTrainer?.();
  openTrainer?.();
  const trainer = await windowNumber(1);
  expect(trainer.options.title).toBe('Redline: trainer');
  const ofTrainer = connectPage(load(trainer));
  const ofResponder = connectPage(load(await windowNumber(0)));
  expect((await ofTrainer.client.session.read()).role).toBe('trainer');
  expect((await ofResponder.client.session.read()).role).toBe('responder');
  openTrainer?.();
  expect(electron.windows).toHaveLength(2);
  const closed = new Promise((resolve) => ofTrainer.port.addEventListener('close', resolve, { once: true }));
  trainer.close();
  await closed;
  expect((await ofResponder.client.session.read()).role).toBe('responder');
  ofResponder.port.close();
  await vi.waitFor(() => expect(existsSync(join(station, 'window/window-trainer.json'))).toBe(true));
});

test('a second start brings the first to the front and ends', async () => {
  const window = await windowNumber(0);
  window.done.length = 0;
  electron.app.emit('second-instance');
  expect(window.done).toEqual(['show', 'focus']);
  const second = new ElectronDouble({ hasLock: false });
  await bootDesktop(outFolder, second, ['--station', station]);
  expect(second.calls.slice(-2)).toEqual(['app.requestSingleInstanceLock', 'app.quit']);
  expect(second.windows).toEqual([]);
});

test('the program ends once the station is closed and the place of the window is kept', async () => {
  (await windowNumber(0)).close();
  electron.app.emit('window-all-closed');
  expect(electron.calls.at(-1)).toBe('app.quit');
  const quitsBefore = electron.calls.filter((call) => call === 'app.quit').length;
  expect(electron.app.askToQuit()).toBe(false);
  await vi.waitFor(
    () => expect(electron.calls.filter((call) => call === 'app.quit').length).toBe(quitsBefore + 1),
    10_000,
  );
  expect(electron.app.askToQuit()).toBe(true);
  expect(JSON.parse(readFileSync(join(station, 'window/window-responder.json'), 'utf8'))).toEqual({
    width: 1200,
    height: 800,
    position: { x: 10, y: 20 },
    maximized: false,
  });
});

test('a station that cannot be opened is told in words, and the program ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'redline-desktop-'));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const broken = new ElectronDouble({ hasLock: true });
  await bootDesktop(outFolder, broken, ['--station', file]);
  expect(broken.app.exits).toEqual([1]);
  expect(broken.errorBoxes).toEqual([expect.stringMatching(/^Redline cannot start: (ENOTDIR|EEXIST)/)]);
  rmSync(folder, { recursive: true, force: true });
});
