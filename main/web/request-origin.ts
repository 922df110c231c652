import { authority, ownNames } from './listen-address.ts';

/** Which `Host` and `Origin` headers a server takes: its own. A page elsewhere, or a rebound name, is refused. */
export interface OwnOrigins {
  isOwnHost(host: string | undefined): boolean;
  isOwnOrigin(origin: string | undefined, host: string | undefined): boolean;
}

export function ownOrigins(input: { host: string; port: number; scheme: 'http' | 'https' }): OwnOrigins {
  const { host, port, scheme } = input;
  const hosts = new Set(ownNames(host).map((name) => authority(name, port, scheme)));
  const isOwnHost = (header: string | undefined): boolean => header !== undefined && hosts.has(header.toLowerCase());
  return {
    isOwnHost,
    isOwnOrigin: (origin, header) =>
      origin !== undefined && isOwnHost(header) && origin === `${scheme}://${header?.toLowerCase()}`,
  };
}
