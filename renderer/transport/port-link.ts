import { RPCLink } from '@orpc/client/message-port';
import { portGrantType, portRequestType, readNonce } from '../../shared/lib/port-handover.ts';
import { type Link, timeoutMs } from './link.ts';

/**
 * Asks the preload for a port to the main process. The nonce ties the answer to this request, so that no other script's
 * message can slip a port in.
 */
export async function openPortLink(): Promise<Link> {
  const port = await requestPort(crypto.randomUUID());
  const closed = new Promise<void>((resolve) => port.addEventListener('close', () => resolve(), { once: true }));
  const calls = new RPCLink({ port });
  port.start();
  return { calls, closed, close: () => port.close() };
}

function requestPort(nonce: string): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      window.removeEventListener('message', onMessage);
    };
    const onMessage = (event: MessageEvent): void => {
      const [port] = event.ports;
      if (event.source !== window || event.origin !== window.origin || port === undefined) return;
      if (event.data?.type !== portGrantType || readNonce(event.data) !== nonce) return;
      stop();
      resolve(port);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error('The station did not answer.'));
    }, timeoutMs);
    window.addEventListener('message', onMessage);
    window.postMessage({ type: portRequestType, nonce }, window.origin);
  });
}
