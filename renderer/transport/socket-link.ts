import { RPCLink } from '@orpc/client/websocket';
import { type Link, ShutOutError, timeoutMs } from './link.ts';

/**
 * Opens the WebSocket at `address`. Rejects when it cannot be opened within the limit, with `ShutOutError` when the
 * station answers but does not know this browser any more, as after a new start.
 */
export async function openSocketLink(address: string): Promise<Link> {
  try {
    return await openSocket(address);
  } catch (problem) {
    if (await isShutOut()) throw new ShutOutError(shutOutAdvice);
    throw problem;
  }
}

const shutOutAdvice = 'Redline was started again. Open the address that it has printed, with its token.';

/** A WebSocket does not say why it was refused; the page that it belongs to does. */
async function isShutOut(): Promise<boolean> {
  try {
    const answer = await fetch('/', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(timeoutMs) });
    return answer.status === 401 || answer.status === 403;
  } catch {
    return false;
  }
}

async function openSocket(address: string): Promise<Link> {
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
