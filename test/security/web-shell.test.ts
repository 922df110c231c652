import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startWebShell, type WebShell, type WebShellOptions } from '../../main/web/start-web-shell.ts';
import type { RedlineClient } from '../../shared/contract/contract.ts';
import { contentSecurityPolicy, noncePlaceholder } from '../../shared/lib/content-security-policy.ts';
import { fakeStation } from './fake-station.ts';
import { testCertificate } from './test-certificate.ts';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

let folder: string;
const open: WebShell[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'redline-web-'));
  await mkdir(join(folder, 'console/assets'), { recursive: true });
  await writeFile(join(folder, 'console/index.html'), `<style nonce="${noncePlaceholder}"></style>`);
  await writeFile(join(folder, 'console/assets/app.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
});
afterEach(async () => {
  for (const shell of open.splice(0)) await shell.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(options: Partial<WebShellOptions> = {}) {
  const { station, sessions } = fakeStation();
  const shell = await startWebShell({ station, rendererFolder: join(folder, 'console'), ...options });
  open.push(shell);
  return { url: new URL(shell.url), sessions };
}

/** A request with exactly these headers and this path, which `fetch` would tidy up. */
function ask(url: URL, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const target = { host: url.hostname, port: url.port, path, headers, method, rejectUnauthorized: false };
    const request = send(target, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject);
    request.end();
  });
}

async function signIn(url: URL): Promise<string> {
  const answer = await ask(url, `/${url.search}`);
  expect(answer.status).toBe(200);
  const [cookie] = [answer.headers['set-cookie']].flat();
  return cookie?.split(';', 1)[0] ?? '';
}

function upgrade(url: URL, headers: Record<string, string>, path = '/bridge'): Promise<WebSocket | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${url.host}${path}`, { headers });
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', () => undefined);
  });
}

async function upgradeOrFail(url: URL, headers: Record<string, string>): Promise<WebSocket> {
  const socket = await upgrade(url, headers);
  if (typeof socket === 'number') throw new Error(`the upgrade was refused with ${socket}`);
  return socket;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  await new Promise((resolve) => holder.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('a page that asks while the console starts waits, and breaks nothing', async () => {
  const port = await freePort();
  const asked: Promise<number>[] = [];
  const poll = setInterval(() => {
    const answer = ask(new URL(`http://127.0.0.1:${port}`), '/').then(({ status }) => status);
    asked.push(answer.catch(() => 0));
  }, 1);
  const { url } = await start({ port });
  clearInterval(poll);
  expect((await Promise.all(asked)).filter((status) => ![0, 401, 403, 503].includes(status))).toEqual([]);
  expect((await ask(url, '/')).status).toBeLessThan(500);
});

describe('the one-time token', () => {
  test('gives a strict cookie out of reach of scripts, once', async () => {
    const { url, sessions } = await start();
    const first = await ask(url, `/${url.search}`);
    expect(first.status).toBe(200);
    expect([first.headers['set-cookie']].flat()[0]).toMatch(
      /^redline-session-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const second = await ask(url, `/${url.search}`);
    expect(second.status).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
    expect(second.body).toContain('start redline again');
    expect(sessions).toHaveLength(1);
  });

  test('may be in the address again of a browser that has its session', async () => {
    const { url, sessions } = await start();
    const cookie = await signIn(url);
    expect((await ask(url, `/${url.search}`, { cookie })).status).toBe(200);
    expect(sessions).toHaveLength(1);
  });

  test.each(['', '?token=', '?token=wrong', `?token=${'A'.repeat(43)}`])('is not %j', async (search) => {
    const { url } = await start();
    const answer = await ask(url, `/${search}`);
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

describe('a request', () => {
  test('needs the cookie for everything', async () => {
    const { url } = await start();
    const paths = ['/', '/assets/app.js', '/index.html', '/exports/00', '/pager'];
    for (const path of paths) expect([path, (await ask(url, path)).status]).toEqual([path, 403]);
    const cookie = await signIn(url);
    expect((await ask(url, '/', { cookie })).status).toBe(200);
    expect((await ask(url, '/assets/app.js', { cookie })).headers['content-type']).toContain('javascript');
    expect((await ask(url, '/', { cookie: `${cookie}x` })).status).toBe(403);
  });

  test.each([
    ['evil.example', undefined],
    ['127.0.0.1', undefined],
    ['evil.example:PORT', undefined],
    ['127.0.0.1.evil.example:PORT', undefined],
    ['127.0.0.1:PORT', 'http://evil.example'],
    ['127.0.0.1:PORT', 'https://127.0.0.1:PORT'],
    ['127.0.0.1:PORT', 'http://localhost:PORT'],
    ['127.0.0.1:PORT', 'http://127.0.0.1'],
    ['127.0.0.1:PORT', 'null'],
  ])('to host %s from origin %s is refused', async (host, origin) => {
    const { url } = await start();
    const cookie = await signIn(url);
    const headers: Record<string, string> = { cookie, host: host.replace('PORT', url.port) };
    if (origin !== undefined) headers.origin = origin.replace('PORT', url.port);
    expect((await ask(url, '/', headers)).status).toBe(403);
    const origins = { origin: headers.origin ?? `http://${headers.host}` };
    expect(await upgrade(url, { ...headers, ...origins })).toBe(403);
  });

  test('may name this machine in any of its own ways', async () => {
    const { url } = await start();
    const cookie = await signIn(url);
    for (const name of ['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]']) {
      const host = `${name}:${url.port}`;
      const answer = await ask(url, '/', { cookie, host, origin: `http://${host.toLowerCase()}` });
      expect([name, answer.status]).toEqual([name, 200]);
    }
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/%00secret.txt',
    '/index.html',
  ])('cannot leave the console with %s', async (path) => {
    const { url } = await start();
    const answer = await ask(url, path, { cookie: await signIn(url) });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toContain('secret');
  });

  test('carries the same policy as the desktop, with a fresh nonce in header and page', async () => {
    const { url } = await start();
    const cookie = await signIn(url);
    const nonces = new Set<string>();
    for (let load = 0; load < 3; load += 1) {
      const answer = await ask(url, '/', { cookie });
      const nonce = /nonce="([^"]+)"/.exec(answer.body)?.[1] ?? '';
      expect(answer.headers['content-security-policy']).toBe(contentSecurityPolicy(nonce));
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  test('is answered with the headers that keep a browser strict', async () => {
    const { url } = await start();
    const cookie = await signIn(url);
    for (const headers of [(await ask(url, '/', { cookie })).headers, (await ask(url, '/')).headers]) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    }
  });

  test('other than GET finds nothing', async () => {
    const { url } = await start();
    const cookie = await signIn(url);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect([method, (await ask(url, '/', { cookie }, method)).status]).toEqual([method, 404]);
    }
  });

  test('comes too often', async () => {
    const { url } = await start();
    const statuses = new Set<number>();
    for (let batch = 0; batch < 65; batch += 1) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask(url, '/?token=guess')));
      for (const answer of answers) statuses.add(answer.status);
    }
    expect([...statuses].sort()).toEqual([403, 429]);
  });
});

describe('the bridge', () => {
  test('answers calls in the session of the cookie', async () => {
    const { url, sessions } = await start();
    const cookie = await signIn(url);
    const socket = await upgradeOrFail(url, { cookie, origin: url.origin });
    const client: RedlineClient = createORPCClient(new RPCLink({ websocket: socket as never }));
    expect(await client.session.read()).toMatchObject({ person: 'ana', shell: 'web' });
    expect(sessions).toHaveLength(1);
  });

  test('is closed to whoever has no session, no origin or the wrong path', async () => {
    const { url } = await start();
    const cookie = await signIn(url);
    expect(await upgrade(url, { origin: url.origin })).toBe(401);
    expect(await upgrade(url, { origin: url.origin, cookie: `redline-session-${url.port}=guess` })).toBe(401);
    expect(await upgrade(url, { cookie })).toBe(403);
    expect(await upgrade(url, { cookie, origin: url.origin }, '/elsewhere')).toBe(404);
    expect(await upgrade(url, { cookie, origin: url.origin }, `/bridge${url.search}`)).toBe(404);
  });

  test('has room for eight sockets a session, and again when one closes', async () => {
    const { url } = await start();
    const headers = { cookie: await signIn(url), origin: url.origin };
    const sockets: WebSocket[] = [];
    for (let count = 0; count < 8; count += 1) sockets.push(await upgradeOrFail(url, headers));
    expect(await upgrade(url, headers)).toBe(429);
    sockets[0]?.close();
    await expect.poll(() => upgrade(url, headers)).toBeInstanceOf(WebSocket);
  });

  test('closes on a message larger than any import', async () => {
    const { url } = await start();
    const socket = await upgradeOrFail(url, { cookie: await signIn(url), origin: url.origin });
    const closed = once(socket, 'close');
    socket.send(Buffer.alloc(16_000_001));
    expect((await closed)[0]).toBe(1009);
  });

  test('closes on a flood of messages', async () => {
    const { url } = await start();
    const socket = await upgradeOrFail(url, { cookie: await signIn(url), origin: url.origin });
    const closed = once(socket, 'close');
    for (let count = 0; count <= 5_000; count += 1) socket.send('{"i":"1","t":4}');
    expect((await closed)[0]).toBe(1008);
  });
});

describe('an export', () => {
  test('can be fetched once, by its own session', async () => {
    const { url, sessions } = await start();
    const cookie = await signIn(url);
    const target = await sessions[0]?.shell.exportTarget('time line/"x".md', new AbortController().signal);
    const address = target?.download ?? '';
    expect(address).toMatch(/^\/exports\/[0-9a-f]{32}$/);
    expect((await ask(url, address, { cookie })).status).toBe(404);
    writeFileSync(target?.path ?? '', '# Timeline');
    expect((await ask(url, address)).status).toBe(403);
    const answer = await ask(url, address, { cookie });
    expect(answer.body).toBe('# Timeline');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="time_line__x_.md"');
    expect((await ask(url, address, { cookie })).status).toBe(404);
  });
});

describe('an address beyond this machine', () => {
  test('needs a certificate or somebody who says that it may be insecure', async () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.1', 'example.org']) {
      await expect(start({ host })).rejects.toThrow(/without a certificate would let anybody on the network/);
    }
    const { url } = await start({ host: '0.0.0.0', allowInsecureRemote: true });
    expect(url.hostname).toBe('127.0.0.1');
    expect((await ask(url, '/', { host: `evil.example:${url.port}` })).body).toContain('not one of this console');
  });

  test('is served over https with a certificate, and its cookie goes nowhere else', async () => {
    const { url } = await start({ host: '0.0.0.0', certificate: testCertificate });
    expect(url.protocol).toBe('https:');
    const entered = await ask(url, `/${url.search}`);
    const cookie = [entered.headers['set-cookie']].flat()[0] ?? '';
    expect(cookie).toContain('; Secure; SameSite=Strict');
    const headers = { cookie: cookie.split(';', 1)[0] ?? '' };
    expect((await ask(url, '/', { ...headers, origin: url.origin })).status).toBe(200);
    expect((await ask(url, '/', { ...headers, origin: `http://${url.host}` })).status).toBe(403);
  });

  test('with a certificate that is none is refused with a sentence', async () => {
    const certificate = { key: 'no key', cert: 'no certificate' };
    await expect(start({ host: '0.0.0.0', certificate })).rejects.toThrow(/certificate and key/);
  });
});

describe('a start that fails', () => {
  test('says so in a sentence when the port is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as { port: number };
    await expect(start({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is used by another program`);
    holder.close();
  });

  test('says so in a sentence when the console is not built, and frees the port', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as { port: number };
    holder.close();
    await expect(start({ port, rendererFolder: join(folder, 'nothing') })).rejects.toThrow(/has not been built/);
    expect((await start({ port })).url.port).toBe(String(port));
  });
});
