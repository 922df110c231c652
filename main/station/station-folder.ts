import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the station is kept when nobody says: the platform's folder for application data. */
export function defaultStationFolder(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Redline');
  if (process.platform === 'win32')
    return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Redline');
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'redline');
}
