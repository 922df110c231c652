import type { Server } from 'node:http';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import { type FastifyInstance, fastify } from 'fastify';
import { serveSocket } from '../api/serve-socket.ts';
import type { Station } from '../station/station.ts';
import { openBridge } from './bridge.ts';
import { createBrowserShell } from './browser-shell.ts';
import { serveConsolePages } from './console-pages.ts';
import { serveDownloads } from './download-route.ts';
import { Downloads } from './downloads.ts';
import { type EntranceOptions, guardEntrance, sessionOf } from './entrance.ts';
import { authority, nameToOpen, requireSafeAddress } from './listen-address.ts';
import { ownOrigins } from './request-origin.ts';
import { type Certificate, listen, stopListening } from './web-server.ts';
import { WebSessions } from './web-sessions.ts';

const requestsPerMinute = 1_200;
/** For answers that are no page of the console. The page's own policy takes its place. */
const barePolicy = "default-src 'none'; frame-ancestors 'none'";

export interface WebShellOptions {
  readonly station: Station;
  /** The built console. */
  readonly rendererFolder: string;
  /** Loopback unless told otherwise. */
  readonly host?: string;
  /** A free one unless told otherwise. */
  readonly port?: number;
  /** Private key and certificate in PEM: then the console is served over https. */
  readonly certificate?: Certificate;
  /** Somebody has said that everybody on the network may read and steer the console. */
  readonly allowInsecureRemote?: boolean;
}

export interface WebShell {
  /** The address to open, with the token that is good for one browser. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the console of a station to a browser. Rejects with a `WebShellProblem`, one sentence, when the address is not
 * safe, the port is taken, or the console has not been built.
 */
export async function startWebShell(options: WebShellOptions): Promise<WebShell> {
  const { station, host = '127.0.0.1', port = 0, certificate, allowInsecureRemote = false } = options;
  requireSafeAddress({ host, hasCertificate: certificate !== undefined, allowInsecureRemote });
  const { httpServer, boundPort } = await listen(host, port, certificate);
  const scheme = certificate === undefined ? 'http' : 'https';
  const nowMs = (): number => Date.now();
  const downloads = new Downloads(nowMs);
  const sessions = new WebSessions((id) => station.newSession(createBrowserShell(id, downloads)), nowMs);
  const entrance: EntranceOptions = {
    sessions,
    origins: ownOrigins({ host, port: boundPort, scheme }),
    // Cookies are shared by every port of a host: the name tells two consoles on one machine apart.
    cookieName: `redline-session-${boundPort}`,
    secure: scheme === 'https',
  };
  let server: FastifyInstance;
  try {
    server = await createServer(httpServer, options.rendererFolder, entrance, downloads);
  } catch (error) {
    await stopListening(httpServer);
    throw error;
  }
  const bridge = openBridge({
    server: httpServer,
    origins: entrance.origins,
    sessions,
    sessionIdOf: (request) => server.parseCookie(request.headers.cookie ?? '')[entrance.cookieName],
    serve: (socket, session) => serveSocket({ station, session: session.station, socket }),
    nowMs,
  });
  return {
    url: `${scheme}://${authority(nameToOpen(host), boundPort, scheme)}/?token=${sessions.token}`,
    close: async () => {
      bridge.close();
      await server.close();
      await stopListening(httpServer);
      await downloads.close();
    },
  };
}

async function createServer(
  httpServer: Server,
  rendererFolder: string,
  entrance: EntranceOptions,
  downloads: Downloads,
): Promise<FastifyInstance> {
  let isReady = false;
  const server = fastify({
    bodyLimit: 1_024,
    routerOptions: { maxParamLength: 64 },
    // The port is open already: a page that tries again while the console starts must wait, not break it.
    serverFactory: (handler) =>
      httpServer.on('request', (request, response) => {
        if (isReady) handler(request, response);
        else response.writeHead(503, { 'retry-after': '1' }).end();
      }),
  });
  await server.register(fastifyHelmet, {
    contentSecurityPolicy: false,
    frameguard: { action: 'deny' },
    // It would bind every other port of the host to https too, for as long as it says.
    strictTransportSecurity: false,
  });
  server.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', barePolicy);
  });
  await server.register(fastifyRateLimit, { max: requestsPerMinute, timeWindow: 60_000 });
  await guardEntrance(server, entrance);
  serveDownloads(server, downloads, (request) => sessionOf(request, entrance));
  await serveConsolePages(server, rendererFolder);
  await server.ready();
  isReady = true;
  return server;
}
