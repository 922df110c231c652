import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { servePort } from '../../main/api/serve-port.ts';
import { serveSocket } from '../../main/api/serve-socket.ts';
import type { RedlineClient } from '../../shared/contract/contract.ts';
import { openTestStation, type TestStation } from './test-station.ts';

/** What a page gone wrong may send. */
const garbage = [
  '',
  'garbage',
  'null',
  '[]',
  '{}',
  '{"i":"90"}',
  '{"i":"91","p":{"u":"x"}}',
  '{"i":"92","p":{"u":"http://orpc/no/such","h":{}}}',
  '{"i":"93","p":{"u":"http://orpc/session/read","h":{"content-type":7}}}',
  '{"i":"94","t":99,"p":{}}',
  '{"i":"95","p":{"u":"http://orpc/__proto__/constructor"}}',
  new Uint8Array([0, 1, 2, 255]),
];

let opened: TestStation;
const surprises: unknown[] = [];
const note = (reason: unknown) => surprises.push(reason);

beforeEach(async () => {
  opened = await openTestStation();
  surprises.length = 0;
  process.on('unhandledRejection', note);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(async () => {
  process.off('unhandledRejection', note);
  vi.restoreAllMocks();
  await opened.close();
});

async function expectUnharmed(client: RedlineClient): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await client.session.read()).toMatchObject({ person: 'dana' });
  expect(surprises).toEqual([]);
}

test('garbage over a MessagePort harms nobody', async () => {
  const { station } = opened;
  const { port1, port2 } = new MessageChannel();
  servePort({ station, session: station.newSession(), port: port1 });
  for (const message of [...garbage, null, 5, {}, { i: 1 }, []]) port2.postMessage(message);
  const client: RedlineClient = createORPCClient(new PortLink({ port: port2 as never }));
  port2.start();
  await expectUnharmed(client);
  port2.close();
});

test('garbage over a WebSocket harms nobody', async () => {
  const { station } = opened;
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  server.on('connection', (socket) => serveSocket({ station, session: station.newSession(), socket }));
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(socket, 'open');
  for (const message of garbage) socket.send(message);
  await expectUnharmed(createORPCClient(new SocketLink({ websocket: socket as never })));
  socket.terminate();
  await new Promise((resolve) => server.close(resolve));
});
