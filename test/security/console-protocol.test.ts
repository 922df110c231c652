import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerConsoleRequest, consoleSchemePrivileges, resolveConsoleFile } from '../../main/desktop/protocol.ts';
import { contentSecurityPolicy, noncePlaceholder } from '../../shared/lib/content-security-policy.ts';

let parent: string;
let folder: string;

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'redline-protocol-'));
  folder = join(parent, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(parent, 'renderer-secrets'));
  writeFileSync(join(folder, 'index.html'), `<style nonce="${noncePlaceholder}"></style>`);
  writeFileSync(join(folder, 'assets/app.js'), 'export {};');
  writeFileSync(join(folder, 'assets/notes.sh'), 'echo');
  writeFileSync(join(parent, 'secret.json'), '{}');
  writeFileSync(join(parent, 'renderer-secrets/secret.json'), '{}');
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const get = (url: string) => answerConsoleRequest({ method: 'GET', url }, folder);

test('the scheme has three privileges and no more', () => {
  expect(consoleSchemePrivileges).toEqual({
    scheme: 'app',
    privileges: { standard: true, secure: true, supportFetchAPI: true },
  });
});

test('the page carries the policy with the nonce of its load', async () => {
  const nonces = new Set<string>();
  for (let load = 0; load < 3; load += 1) {
    const response = await get('app://console/');
    const nonce = /nonce="([^"]+)"/.exec(await response.text())?.[1] ?? '';
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy(nonce));
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
});

test('a file has its fixed type, which the browser may not guess', async () => {
  const response = await get('app://console/assets/app.js?v=1#part');
  expect([response.status, await response.text()]).toEqual([200, 'export {};']);
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test.each([
  'app://console/../secret.json',
  'app://console/assets/../../secret.json',
  'app://console/%2e%2e/secret.json',
  'app://console/..%2fsecret.json',
  'app://console/..%2Frenderer-secrets/secret.json',
  'app://console/..%5csecret.json',
  'app://console/assets/..\\..\\secret.json',
  'app://console//secret.json',
  'app://console/%2fetc/passwd.json',
  'app://console/C:/secret.json',
  'app://console/assets/app.js%00.html',
  'app://console/%',
  'app://console/%c0%ae%c0%ae/secret.json',
  'app://console/assets/notes.sh',
  'app://console/assets',
  'app://console/assets/',
  'app://console/pager',
  'app://console/nothing.js',
  'app://evil/',
  'app://console.evil/',
  'app://console@evil/',
  'app://evil@console/',
  'app://console:80/',
  'file:///etc/passwd',
  'https://console/',
  'console',
])('%s is not found', async (url) => {
  const response = await get(url);
  expect([response.status, await response.text()]).toEqual([404, '']);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('no address leads out of the folder', () => {
  const dots = ['..', '%2e%2e', '..%2f..', '%2e%2e%2f', '....', '.%2e'];
  for (const first of dots) {
    for (const second of dots) {
      const file = resolveConsoleFile(folder, `app://console/${first}/${second}/secret.json`);
      expect(file === null || file.startsWith(`${folder}/`)).toBe(true);
    }
  }
});

test.each(['POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('%s is not answered', async (method) => {
  expect((await answerConsoleRequest({ method, url: 'app://console/' }, folder)).status).toBe(405);
});
