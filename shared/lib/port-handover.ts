/** Where the console's page comes from in the desktop shell. */
export const consoleScheme = 'app';
export const consoleHost = 'console';
export const consoleOrigin = `${consoleScheme}://${consoleHost}`;

/** The one channel from a preload to the main process, and the one back that carries the port. */
export const openPortChannel = 'port:open';
export const openedPortChannel = 'port:opened';

/** What the page posts to its own window to ask for a port, and what it gets back with the port. */
export const portRequestType = 'redline:port-request';
export const portGrantType = 'redline:port';

/** The nonce of a request: a random UUID that the page draws each time. Answers null for anything else. */
export function readNonce(message: unknown): string | null {
  if (typeof message !== 'object' || message === null || !('nonce' in message)) return null;
  const { nonce } = message;
  return typeof nonce === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(nonce) ? nonce : null;
}

/** The nonce of a page's request for a port, or null when the message is something else. */
export function readPortRequest(message: unknown): string | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  return message.type === portRequestType ? readNonce(message) : null;
}
