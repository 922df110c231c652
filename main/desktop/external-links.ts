/** Hosts whose pages a link of the console may open in the user's browser. */
const allowedHosts: ReadonlySet<string> = new Set(['docs.oracle.com']);
const longestAddress = 2048;

/** The address as it may be opened outside, or null: https only, a known host, no credentials, no odd port. */
export function allowedExternalAddress(address: string): URL | null {
  // A backslash or a space is read one way by some parsers and another way by others.
  if (address.length > longestAddress || /[\\\s]/.test(address)) return null;
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:' || url.port !== '') return null;
  if (url.username !== '' || url.password !== '') return null;
  return allowedHosts.has(url.hostname) ? url : null;
}

export interface ExternalLinkOpener {
  /** Asks the user, naming the host. */
  confirm(host: string): Promise<boolean>;
  open(address: string): Promise<void>;
}

/** Opens an allowed address in the user's browser once the user has agreed. Answers whether it was opened. */
export async function openExternalLink(address: string, opener: ExternalLinkOpener): Promise<boolean> {
  const url = allowedExternalAddress(address);
  if (url === null || !(await opener.confirm(url.hostname))) return false;
  await opener.open(url.href);
  return true;
}
