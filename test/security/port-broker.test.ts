import { EventEmitter } from 'node:events';
import type { IpcMain, MessageChannelMain, WebContents } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import { PortBroker } from '../../main/desktop/port-broker.ts';
import { openedPortChannel, openPortChannel } from '../../shared/lib/port-handover.ts';
import { FakeContents, FakeFrame, ipcEvent } from './fake-electron-events.ts';

class FakePort extends EventEmitter {
  closed = false;
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.emit('close');
  }
}

const nonce = '01234567-89ab-4cde-8f01-23456789abcd';
const page = 'app://console/#/pager';

let ipcMain: EventEmitter;
let broker: PortBroker;
let window: FakeContents;
let log: string[];
let served: { port: FakePort; contents: WebContents }[];

beforeEach(() => {
  ipcMain = new EventEmitter();
  window = new FakeContents();
  log = [];
  served = [];
  broker = new PortBroker({
    createChannel: () => ({ port1: new FakePort(), port2: new FakePort() }) as unknown as MessageChannelMain,
    serve: (port, contents) => served.push({ port: port as unknown as FakePort, contents }),
    log: (line) => log.push(line),
  });
  broker.listen(ipcMain as IpcMain);
  broker.admit(window.asContents());
});

function ask(frame: FakeFrame | null, message: unknown = { nonce }, sender = window): void {
  ipcMain.emit(openPortChannel, ipcEvent(sender, frame), message);
}

test('a window gets one port, with its nonce, and is served on the other end', () => {
  const frame = new FakeFrame(page);
  ask(frame);
  expect(frame.posted).toMatchObject([{ channel: openedPortChannel, message: { nonce } }]);
  expect(frame.posted[0]?.ports).toHaveLength(1);
  expect(served).toMatchObject([{ contents: window }]);
  expect([broker.livePorts, log]).toEqual([1, []]);
});

test('a second request of the same window is dropped while its port lives', () => {
  ask(new FakeFrame(page));
  const again = new FakeFrame(page);
  ask(again);
  expect([again.posted, broker.livePorts, log.length]).toEqual([[], 1, 1]);
  served[0]?.port.close();
  ask(again);
  expect([again.posted.length, broker.livePorts]).toEqual([1, 1]);
});

test.each([
  'https://console/',
  'http://console/',
  'app://evil/',
  'app://console.evil/',
  'app://user@console/',
  'app://console:1/',
  'file:///app://console/',
  'data:text/html,app://console/',
  'about:blank',
  'app:console',
  '',
])('a page at %j gets nothing', (url) => {
  const frame = new FakeFrame(url);
  ask(frame);
  expect([frame.posted, served, broker.livePorts, log.length]).toEqual([[], [], 0, 1]);
});

test('a frame inside the page, a frame that is gone and an unknown window get nothing', () => {
  const inner = new FakeFrame(page, new FakeFrame(page));
  const stranger = new FakeFrame(page);
  ask(inner);
  ask(null);
  ask(stranger, { nonce }, new FakeContents());
  expect([inner.posted, stranger.posted, served, log.length]).toEqual([[], [], [], 3]);
});

test.each([
  null,
  0,
  'nonce',
  {},
  { nonce: 1 },
  { nonce: '' },
  { nonce: nonce.toUpperCase() },
  { nonce: `${nonce} ` },
  { nonce: [nonce] },
])('a request with %j for a nonce gets nothing, and its words are not logged', (message) => {
  const frame = new FakeFrame(page);
  ask(frame, message);
  expect([frame.posted, served]).toEqual([[], []]);
  expect(log).toEqual(['dropped a request for a port without a nonce']);
});

test.each([
  ['did-start-navigation', { isMainFrame: true, isSameDocument: false }, true],
  ['did-start-navigation', { isMainFrame: true, isSameDocument: true }, false],
  ['did-start-navigation', { isMainFrame: false, isSameDocument: false }, false],
  ['render-process-gone', {}, true],
  ['destroyed', {}, true],
])('after %s %j the port is closed: %s', (name, details, isClosed) => {
  ask(new FakeFrame(page));
  window.emit(name, details);
  expect([served[0]?.port.closed, broker.livePorts]).toEqual([isClosed, isClosed ? 0 : 1]);
});

test('a destroyed window is known no longer', () => {
  window.emit('destroyed');
  const frame = new FakeFrame(page);
  ask(frame);
  expect([frame.posted, log.length]).toEqual([[], 1]);
});

test('two windows have a port each, and losing one leaves the other', () => {
  const other = new FakeContents();
  broker.admit(other.asContents());
  ask(new FakeFrame(page));
  ask(new FakeFrame(page), { nonce }, other);
  other.emit('destroyed');
  expect(served.map(({ port }) => port.closed)).toEqual([false, true]);
});
