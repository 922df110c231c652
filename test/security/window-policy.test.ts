import { expect, test } from 'vitest';
import { guardNavigation } from '../../main/desktop/navigation.ts';
import { refuseNetwork } from '../../main/desktop/network.ts';
import { refusePermissions } from '../../main/desktop/permissions.ts';
import { windowOptions } from '../../main/desktop/window-options.ts';
import { firstWindowState } from '../../main/desktop/window-state.ts';
import { FakeContents, fakeSession } from './fake-electron-events.ts';

const options = windowOptions({
  role: 'responder',
  state: firstWindowState,
  preloadFile: '/program/preload.cjs',
  dark: true,
  developerTools: false,
});

test('a window has every setting of the security table', () => {
  expect(options.webPreferences).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    disableBlinkFeatures: 'Auxclick',
    safeDialogs: true,
    preload: '/program/preload.cjs',
    devTools: false,
  });
  expect(options).toMatchObject({ show: false, backgroundColor: '#0c0f14' });
});

test.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])(
  '%s is prevented',
  (name) => {
    const contents = new FakeContents();
    guardNavigation(contents.asContents(), () => undefined);
    for (const url of ['https://evil.example/', 'app://console/', 'file:///etc/passwd']) {
      expect(contents.emitPreventable(name, { url })).toBe(true);
    }
  },
);

test('a new window is denied; its address goes to the opener', () => {
  const contents = new FakeContents();
  const outside: string[] = [];
  guardNavigation(contents.asContents(), (address) => outside.push(address));
  expect(contents.openHandler?.({ url: 'https://docs.oracle.com/' })).toEqual({ action: 'deny' });
  expect(outside).toEqual(['https://docs.oracle.com/']);
});

const permissions = [
  ['notifications', 'app://console/', true],
  ['clipboard-sanitized-write', 'app://console', true],
  ['clipboard-read', 'app://console/', false],
  ['media', 'app://console/', false],
  ['geolocation', 'app://console/', false],
  ['fileSystem', 'app://console/', false],
  ['openExternal', 'app://console/', false],
  ['notifications', 'https://evil.example/', false],
  ['notifications', 'app://console.evil/', false],
  ['notifications', '', false],
] as const;

test.each(permissions)('the permission %s for %s is %s', (permission, origin, expected) => {
  const { session, handlers } = fakeSession();
  refusePermissions(session);
  const answers: unknown[] = [];
  const request = handlers.get('setPermissionRequestHandler') as (...input: unknown[]) => void;
  request(null, permission, (answer: boolean) => answers.push(answer), { requestingUrl: origin });
  const check = handlers.get('setPermissionCheckHandler') as (...input: unknown[]) => boolean;
  answers.push(check(null, permission, origin, {}));
  expect(answers).toEqual([expected, expected]);
});

test('no device and no screen is ever given away', () => {
  const { session, handlers } = fakeSession();
  refusePermissions(session);
  expect((handlers.get('setDevicePermissionHandler') as () => boolean)()).toBe(false);
  const streams: unknown[] = [];
  const display = handlers.get('setDisplayMediaRequestHandler') as (...input: unknown[]) => void;
  display({}, (granted: unknown) => streams.push(granted));
  expect(streams).toEqual([null]);
});

test.each([
  ['app://console/assets/app.js', false],
  ['app://other/', true],
  ['https://example.org/', true],
  ['http://127.0.0.1:9000/', true],
  ['ws://127.0.0.1:9000/', true],
  ['file:///etc/passwd', true],
  ['data:text/html,x', true],
  ['devtools://devtools/bundled/inspector.html', true],
])('a request for %s: cancelled %s', (url, cancel) => {
  const { session, handlers, calls } = fakeSession();
  refuseNetwork(session, false);
  const answers: unknown[] = [];
  const before = handlers.get('onBeforeRequest') as (...input: unknown[]) => void;
  before({ url }, (answer: unknown) => answers.push(answer));
  expect(answers).toEqual([{ cancel }]);
  expect(calls.get('setSpellCheckerEnabled')).toBe(false);
});
