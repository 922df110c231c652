import type { Session } from 'electron';
import { isConsoleAddress } from './console-address.ts';

/** Cancels every request but those for the console's own files: the program needs no network. */
export function refuseNetwork(session: Session, developerTools: boolean): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    const isOwn = isConsoleAddress(details.url) || (developerTools && details.url.startsWith('devtools://devtools/'));
    callback({ cancel: !isOwn });
  });
  session.setSpellCheckerEnabled(false);
  // An address that is never asked for: the default one is on the Internet.
  session.setSpellCheckerDictionaryDownloadURL('app://console/no-dictionaries/');
}
