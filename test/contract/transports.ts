import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { createRouterClient } from '@orpc/server';
import { WebSocket, WebSocketServer } from 'ws';
import { router } from '../../main/api/router.ts';
import { servePort } from '../../main/api/serve-port.ts';
import { serveSocket } from '../../main/api/serve-socket.ts';
import type { StationSession } from '../../main/station/sessions.ts';
import type { Station } from '../../main/station/station.ts';
import type { RedlineClient } from '../../shared/contract/contract.ts';

/** A console's end of the bridge. `sniff` sees everything that comes over the wire, as text, where there is a wire. */
export interface Connection {
  readonly client: RedlineClient;
  /** Closes the link without a word, as a console that crashes does. */
  vanish(): Promise<void>;
}

export type Transport = (input: {
  station: Station;
  session: StationSession;
  sniff?: (text: string) => void;
}) => Promise<Connection>;

const inProcess: Transport = async ({ station, session, sniff }) => {
  const client = createRouterClient(router, {
    context: { station, session },
    interceptors: [
      async ({ next }) => {
        const output = await next();
        sniff?.(JSON.stringify(output));
        return output;
      },
    ],
  });
  return { client, vanish: async () => {} };
};

const overPort: Transport = async ({ station, session, sniff }) => {
  const { port1, port2 } = new MessageChannel();
  servePort({ station, session, port: port1 });
  if (sniff !== undefined) port2.on('message', (data: unknown) => sniff(asText(data)));
  const client: RedlineClient = createORPCClient(new PortLink({ port: port2 as never }));
  port2.start();
  return {
    client,
    vanish: async () => {
      const closed = once(port1, 'close');
      port2.close();
      await closed;
    },
  };
};

const overSocket: Transport = async ({ station, session, sniff }) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  server.on('connection', (socket) => serveSocket({ station, session, socket }));
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  if (sniff !== undefined) socket.on('message', (data: unknown) => sniff(asText(data)));
  await once(socket, 'open');
  const client: RedlineClient = createORPCClient(new SocketLink({ websocket: socket as never }));
  return {
    client,
    vanish: async () => {
      socket.terminate();
      for (const peer of server.clients) if (peer.readyState !== WebSocket.CLOSED) await once(peer, 'close');
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export const transports: Readonly<Record<string, Transport>> = {
  'in process': inProcess,
  'over a MessagePort': overPort,
  'over a WebSocket': overSocket,
};

function asText(data: unknown): string {
  if (typeof data === 'string') return data;
  if (data instanceof Uint8Array) return Buffer.from(data).toString('utf8');
  return JSON.stringify(data);
}
