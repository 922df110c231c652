import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { importLimit } from '../../shared/contract/drills.ts';
import { RateWindow } from './rate-window.ts';
import type { OwnOrigins } from './request-origin.ts';
import { socketsPerSession, type WebSession, type WebSessions } from './web-sessions.ts';

const bridgePath = '/bridge';
const heartbeatMs = 30_000;
/** The largest message: a whole messages file, with room for how it is wrapped. */
const maxPayload = 2 * importLimit;
const messagesPerWindow = 5_000;
const messageWindowMs = 10_000;
const tooManyMessages = 1008;

export interface BridgeOptions {
  readonly server: Server;
  readonly origins: OwnOrigins;
  readonly sessions: WebSessions;
  readonly sessionIdOf: (request: IncomingMessage) => string | undefined;
  readonly serve: (socket: WebSocket, session: WebSession) => void;
  readonly nowMs: () => number;
}

/** Takes WebSockets at /bridge from the console's own pages in a session, and closes those that have gone quiet. */
export function openBridge(options: BridgeOptions): { close: () => void } {
  const { server, sessions } = options;
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload,
    perMessageDeflate: false,
    clientTracking: true,
  });
  const unheard = new WeakSet<WebSocket>();
  const owners = new WeakMap<WebSocket, WebSession>();

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const admission = admit(request, options);
    if ('refusal' in admission) return refuse(stream, admission.refusal);
    const { session } = admission;
    webSockets.handleUpgrade(request, stream, head, (socket) => {
      session.sockets += 1;
      owners.set(socket, session);
      socket.on('close', () => {
        session.sockets -= 1;
      });
      socket.on('pong', () => {
        unheard.delete(socket);
        sessions.find(session.id);
      });
      // A message too large or malformed: ws closes the socket itself.
      socket.on('error', () => undefined);
      limitMessages(socket, options.nowMs);
      options.serve(socket, session);
    });
  });

  const heartbeat = setInterval(() => {
    for (const socket of webSockets.clients) {
      const owner = owners.get(socket);
      if (unheard.has(socket) || owner === undefined || !sessions.isAlive(owner)) {
        socket.terminate();
        continue;
      }
      unheard.add(socket);
      socket.ping();
    }
  }, heartbeatMs);

  return {
    close: () => {
      clearInterval(heartbeat);
      for (const socket of webSockets.clients) socket.terminate();
      webSockets.close();
    },
  };
}

type Refusal = '401 Unauthorized' | '403 Forbidden' | '404 Not Found' | '429 Too Many Requests';

function admit(request: IncomingMessage, options: BridgeOptions): { session: WebSession } | { refusal: Refusal } {
  const { origin, host } = request.headers;
  if (!options.origins.isOwnOrigin(origin, host)) return { refusal: '403 Forbidden' };
  if (request.url !== bridgePath) return { refusal: '404 Not Found' };
  const session = options.sessions.find(options.sessionIdOf(request));
  if (session === null) return { refusal: '401 Unauthorized' };
  if (!session.upgrades.admits(options.nowMs()) || session.sockets >= socketsPerSession) {
    return { refusal: '429 Too Many Requests' };
  }
  return { session };
}

function refuse(stream: Duplex, refusal: Refusal): void {
  stream.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function limitMessages(socket: WebSocket, nowMs: () => number): void {
  const rate = new RateWindow(messagesPerWindow, messageWindowMs);
  socket.on('message', () => {
    if (!rate.admits(nowMs())) socket.close(tooManyMessages, 'too many messages');
  });
}
