import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { certificateProblem, listenProblem } from './listen-address.ts';

const connectionsLimit = 256;
const requestTimeoutMs = 30_000;

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A server that listens already, and the port it got. Rejects with a `WebShellProblem` when it cannot listen there. */
export async function listen(
  host: string,
  port: number,
  certificate: Certificate | undefined,
): Promise<{ httpServer: Server; boundPort: number }> {
  const httpServer = createServer(certificate);
  httpServer.maxConnections = connectionsLimit;
  httpServer.requestTimeout = requestTimeoutMs;
  await new Promise<void>((resolve, reject) => {
    httpServer.once('error', (error) => reject(listenProblem(error, host, port)));
    httpServer.listen({ host, port, exclusive: true }, resolve);
  });
  return { httpServer, boundPort: (httpServer.address() as AddressInfo).port };
}

/** Ends every connection and frees the port. */
export function stopListening(httpServer: Server): Promise<void> {
  return new Promise((resolve) => {
    httpServer.close(() => resolve());
    httpServer.closeAllConnections();
  });
}

function createServer(certificate: Certificate | undefined): Server {
  if (certificate === undefined) return createHttpServer();
  try {
    return createHttpsServer({ key: certificate.key, cert: certificate.cert, minVersion: 'TLSv1.2' });
  } catch (error) {
    throw certificateProblem(error);
  }
}
