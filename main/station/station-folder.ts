import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** HOME may be set to nothing, by a service for instance; the system's own record then says where it is. */
function homeFolder(): string {
  const named = homedir();
  return isAbsolute(named) ? named : userInfo().homedir;
}

/** Where the station is kept when nobody says: the platform's folder for application data. */
export function defaultStationFolder(): string {
  if (process.platform === 'darwin') return join(homeFolder(), 'Library', 'Application Support', 'Redline');
  if (process.platform === 'win32')
    return join(process.env.APPDATA ?? join(homeFolder(), 'AppData', 'Roaming'), 'Redline');
  const named = process.env.XDG_DATA_HOME ?? '';
  // The convention says to pass over what is not absolute.
  return join(isAbsolute(named) ? named : join(homeFolder(), '.local', 'share'), 'redline');
}
