import type { WebSocket } from 'ws';
import type { ApiContext } from './base.ts';
import { handler } from './handler.ts';

/** Serves the contract to one page over a WebSocket, for one session, until it closes: then its streams end. */
export function serveSocket(input: ApiContext & { socket: WebSocket }): void {
  const { station, session, socket } = input;
  void handler.upgrade(socket, { context: { station, session } });
}
