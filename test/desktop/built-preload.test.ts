import { MessageChannel } from 'node:worker_threads';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { builtFolder } from './built-desktop.ts';
import { PageDouble } from './page-double.ts';

const nonce = '01234567-89ab-4cde-8f01-23456789abcd';
const otherNonce = '11234567-89ab-4cde-8f01-23456789abcd';
let outFolder: string;
let page: PageDouble;

beforeAll(async () => {
  outFolder = await builtFolder();
});
beforeEach(() => {
  page = new PageDouble(outFolder);
});

function newPort(): MessagePort {
  const { port1 } = new MessageChannel();
  return port1 as unknown as MessagePort;
}

test('requires electron alone and leaves nothing in the page', () => {
  expect([...new Set(page.required)]).toEqual(['electron']);
  expect(page.globals).toEqual(new Set());
});

test('sends the nonce of a request on, and hands the port to the page that asked', () => {
  page.ask(nonce);
  expect(page.sent).toEqual([{ channel: 'port:open', message: { nonce } }]);
  const port = newPort();
  page.answer('port:opened', { nonce }, [port]);
  expect(page.granted()).toEqual([{ nonce, port }]);
  expect(page.received.at(-1)?.origin).toBe('app://console');
  port.close();
});

const request = { type: 'redline:port-request', nonce };
test.each([
  ['another window', { source: {}, origin: 'app://console', data: request }],
  ['no window', { source: null, origin: 'app://console', data: request }],
  ['another origin', { source: 'window', origin: 'https://evil.example', data: request }],
  ['an opaque origin', { source: 'window', origin: 'null', data: request }],
  ['another type', { source: 'window', origin: 'app://console', data: { ...request, type: 'open' } }],
  ['no nonce', { source: 'window', origin: 'app://console', data: { type: request.type } }],
  ['a bad nonce', { source: 'window', origin: 'app://console', data: { ...request, nonce: '../1' } }],
  ['a text', { source: 'window', origin: 'app://console', data: 'redline:port-request' }],
  ['nothing', { source: 'window', origin: 'app://console', data: null }],
])('does not pass on a request of %s', (_name, message) => {
  page.deliver({ ...message, source: message.source === 'window' ? page.window : message.source, ports: [] });
  expect(page.sent).toEqual([]);
});

test('keeps a port back that nobody asked for, that has another nonce, or that comes twice', () => {
  const ports = [newPort(), newPort(), newPort()];
  page.answer('port:opened', { nonce }, ports.slice(0, 1));
  page.ask(nonce);
  page.answer('port:opened', { nonce: otherNonce }, ports.slice(0, 1));
  page.answer('port:opened', { nonce }, []);
  expect(page.granted()).toEqual([]);
  page.answer('port:opened', { nonce }, ports.slice(1, 2));
  page.answer('port:opened', { nonce }, ports.slice(2));
  expect(page.granted()).toEqual([{ nonce, port: ports[1] }]);
  for (const port of ports) port.close();
});
