import { consoleHost, consoleScheme } from '../../shared/lib/port-handover.ts';

/** Whether an address is one of the console's own: its exact origin, without credentials or port. */
export function isConsoleAddress(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return url.protocol === `${consoleScheme}:` && url.host === consoleHost;
}
