import type { ApiContext } from './base.ts';
import { handler, type Link } from './handler.ts';

/** What a Node `MessagePort` and Electron's `MessagePortMain` have in common. */
export interface ServablePort {
  postMessage(message: unknown): void;
  on(event: 'message' | 'close', listener: (event?: unknown) => void): unknown;
  start(): void;
}

/** Serves the contract to one page over a port, for one session, until the port closes: then its streams end. */
export function servePort(input: ApiContext & { port: ServablePort }): void {
  const { station, session, port } = input;
  const link = {
    send: (message: unknown) => port.postMessage(message),
    addEventListener: (type: 'message' | 'close', listener: (event: { data: unknown }) => void) => {
      port.on(type, (event) => listener({ data: dataOf(event) }));
    },
  };
  void handler.upgrade(link as Link, { context: { station, session } });
  port.start();
}

/** Electron gives an event that holds the message, Node the message itself; a message is text or bytes. */
function dataOf(event: unknown): unknown {
  const isEvent = typeof event === 'object' && event !== null && 'data' in event;
  const data = isEvent ? event.data : event;
  return typeof data === 'string' || data instanceof Uint8Array || data instanceof ArrayBuffer ? data : '';
}
