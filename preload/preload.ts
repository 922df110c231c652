import { ipcRenderer } from 'electron';
import {
  consoleOrigin,
  openedPortChannel,
  openPortChannel,
  portGrantType,
  readNonce,
  readPortRequest,
} from '../shared/lib/port-handover.ts';

/** The request that has not been answered yet; a newer one takes its place. */
let requested: string | null = null;

// Nothing is exposed to the page. It asks with a nonce that it drew; the port that comes back is handed on with it.
window.addEventListener('message', (event) => {
  if (event.source !== window || event.origin !== consoleOrigin) return;
  const nonce = readPortRequest(event.data);
  if (nonce === null) return;
  requested = nonce;
  ipcRenderer.postMessage(openPortChannel, { nonce });
});

ipcRenderer.on(openedPortChannel, (event, message: unknown) => {
  const [port] = event.ports;
  if (requested === null || readNonce(message) !== requested || port === undefined) return;
  window.postMessage({ type: portGrantType, nonce: requested }, consoleOrigin, [port]);
  requested = null;
});
