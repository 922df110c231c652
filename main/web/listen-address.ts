import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

/** Why the web shell cannot start, in one sentence for a person. */
export class WebShellProblem extends Error {
  override readonly name = 'WebShellProblem';
}

const wildcards: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Throws a `WebShellProblem` where others on the network could listen in and nobody has said that they may. */
export function requireSafeAddress(input: {
  host: string;
  hasCertificate: boolean;
  allowInsecureRemote: boolean;
}): void {
  const { host, hasCertificate, allowInsecureRemote } = input;
  if (isLoopback(host) || hasCertificate || allowInsecureRemote) return;
  throw new WebShellProblem(
    `Serving on ${host} without a certificate would let anybody on the network read and steer this console: ` +
      'give --certificate and --key, or accept that risk with --allow-insecure-remote, or serve on 127.0.0.1.',
  );
}

/** A port and host as an address has them: `[::1]:8080`. The default port of the scheme is left out, as browsers do. */
export function authority(host: string, port: number, scheme: 'http' | 'https'): string {
  const name = isIP(host) === 6 ? `[${host}]` : host;
  return port === (scheme === 'https' ? 443 : 80) ? name : `${name}:${port}`;
}

/** The names by which a browser may address a server on this host. Anything else is somebody else's name for us. */
export function ownNames(host: string): string[] {
  if (isLoopback(host)) return ['127.0.0.1', 'localhost', '::1', host];
  if (!wildcards.has(host)) return [host];
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return ['localhost', hostname().toLowerCase(), ...addresses.map((each) => each.address)];
}

/** What a browser on this machine is told to open. */
export function nameToOpen(host: string): string {
  return wildcards.has(host) ? '127.0.0.1' : host;
}

/** The sentence for why the server could not listen. */
export function listenProblem(error: unknown, host: string, port: number): WebShellProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new WebShellProblem(
      `Port ${port} on ${host} is used by another program: choose another port, or none to get a free one.`,
    );
  }
  if (code === 'EACCES') {
    return new WebShellProblem(`Port ${port} needs administrator rights: choose a port above 1023.`);
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new WebShellProblem(`This machine has no address ${host}: choose one of its own, such as 127.0.0.1.`);
  }
  return new WebShellProblem(
    `Cannot serve on ${host} port ${port}: ${error instanceof Error ? error.message : error}.`,
  );
}

/** The sentence for a certificate or key that cannot be used. */
export function certificateProblem(error: unknown): WebShellProblem {
  const reason = error instanceof Error ? error.message : String(error);
  return new WebShellProblem(`The certificate and key do not go together or are no PEM files: ${reason}.`);
}
