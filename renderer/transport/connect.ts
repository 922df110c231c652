import { Connection } from './connection.ts';
import type { Link } from './link.ts';
import { openPortLink } from './port-link.ts';
import { openSocketLink } from './socket-link.ts';

/** Opens the way to the station that this shell has: a message port in the desktop window, else a WebSocket. */
function openLink(): Promise<Link> {
  if (window.location.protocol === 'app:') return openPortLink();
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
  return openSocketLink(`${scheme}://${window.location.host}/bridge`);
}

/** Connects to the station and keeps connected. */
export function connect(): Connection {
  const connection = new Connection({ openLink, nowMs: () => Date.now() });
  connection.start();
  return connection;
}
