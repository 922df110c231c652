import { RPCHandler } from '@orpc/server/message-port';
import type { ApiContext } from './base.ts';
import { router } from './router.ts';

/** What a Node `MessagePort` and Electron's `MessagePortMain` have in common. */
export interface ServablePort {
  postMessage(message: unknown): void;
  on(event: 'message' | 'close', listener: (event?: { data: unknown }) => void): unknown;
  start(): void;
}

const handler = new RPCHandler(router);

/** Serves the contract to one page over a port, for one session, until the port closes: then its streams end. */
export function servePort(input: ApiContext & { port: ServablePort }): void {
  const { station, session, port } = input;
  handler.upgrade(port as Parameters<typeof handler.upgrade>[0], { context: { station, session } });
  port.start();
}
