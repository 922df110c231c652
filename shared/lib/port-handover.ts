/** Where the console's page comes from in the desktop shell. */
export const consoleScheme = 'app';
export const consoleHost = 'console';
export const consoleOrigin = `${consoleScheme}://${consoleHost}`;

/** The one channel from a preload to the main process, and the one back that carries the port. */
export const openPortChannel = 'port:open';
export const openedPortChannel = 'port:opened';

/** What the page posts to its own window to ask for the port, and what it gets back with the port. */
export const portRequestKind = 'redline:port-request';
export const portGrantKind = 'redline:port-grant';

export interface PortRequest {
  readonly kind: typeof portRequestKind;
  readonly nonce: string;
}

export interface PortGrant {
  readonly kind: typeof portGrantKind;
  readonly nonce: string;
}

/** A nonce is 32 hexadecimal digits that the page draws for each request. Answers null for anything else. */
export function readNonce(message: unknown): string | null {
  if (typeof message !== 'object' || message === null || !('nonce' in message)) return null;
  const { nonce } = message;
  return typeof nonce === 'string' && /^[0-9a-f]{32}$/.test(nonce) ? nonce : null;
}

/** The nonce of a message of this kind, or null when it is another message. */
export function readNonceOf(kind: string, message: unknown): string | null {
  if (typeof message !== 'object' || message === null || !('kind' in message) || message.kind !== kind) return null;
  return readNonce(message);
}
