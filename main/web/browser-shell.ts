import type { Shell } from '../station/shell.ts';
import type { Downloads } from './downloads.ts';

/** What the station may ask of a browser: exports are fetched as downloads; pages arrive with the stream. */
export function createBrowserShell(session: string, downloads: Downloads): Shell {
  return {
    kind: 'web',
    notify: () => false,
    exportTarget: async (name, signal) => {
      signal.throwIfAborted();
      return downloads.reserve(session, name);
    },
  };
}
