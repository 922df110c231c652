import { RPCLink } from '@orpc/client/websocket';
import { type Link, timeoutMs } from './link.ts';

/** Opens the WebSocket at `address`; rejects when it cannot be opened within the limit. */
export async function openSocketLink(address: string): Promise<Link> {
  const websocket = new WebSocket(address);
  const closed = new Promise<void>((resolve) => {
    websocket.addEventListener('close', () => resolve(), { once: true });
  });
  await new Promise<void>((resolve, reject) => {
    const giveUp = (): void => {
      websocket.close();
      reject(new Error('The station did not answer.'));
    };
    const timer = setTimeout(giveUp, timeoutMs);
    websocket.addEventListener('open', () => {
      clearTimeout(timer);
      resolve();
    });
    websocket.addEventListener('close', () => {
      clearTimeout(timer);
      reject(new Error('The station refused the connection.'));
    });
  });
  return { calls: new RPCLink({ websocket }), closed, close: () => websocket.close() };
}
