import type { MessagePortMain } from 'electron';
import type { ServablePort } from '../api/serve-port.ts';

/**
 * A port that closes on the first message that is no call. What reads the messages throws on some of those where nobody
 * can catch it, and a page must not be able to do that to the main process.
 */
export function guardPort(port: MessagePortMain): ServablePort {
  return {
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    on: (event, listener) => {
      if (event === 'close') return port.on('close', () => listener());
      return port.on('message', (received) => {
        if (isCallMessage(received.data)) listener({ data: received.data });
        else port.close();
      });
    },
  };
}

const requestType = 1;
const eventType = 3;
const abortType = 4;
/** The only header a console sends: where a stream goes on from. */
const resumeHeader = 'last-event-id';

/** Whether a message has the shape of a request, of an event of a request's stream, or of an abort. */
export function isCallMessage(data: unknown): boolean {
  // The contract has no files, so that every message is text.
  if (typeof data !== 'string') return false;
  let message: unknown;
  try {
    message = JSON.parse(data);
  } catch {
    return false;
  }
  if (!isRecord(message) || typeof message.i !== 'string') return false;
  const { t: type = requestType, p: payload } = message;
  if (type === abortType) return true;
  if (!isRecord(payload)) return false;
  return type === eventType || (type === requestType && isRequest(payload));
}

function isRequest({ u: path, h: headers, m: method }: Record<string, unknown>): boolean {
  if (typeof path !== 'string' || !/^\/[A-Za-z0-9/_-]{1,256}$/.test(path)) return false;
  if (method !== undefined && method !== 'POST') return false;
  if (headers === undefined) return true;
  return (
    isRecord(headers) &&
    Object.entries(headers).every(([name, value]) => name === resumeHeader && typeof value === 'string')
  );
}

function isRecord(found: unknown): found is Record<string, unknown> {
  return typeof found === 'object' && found !== null && !Array.isArray(found);
}
