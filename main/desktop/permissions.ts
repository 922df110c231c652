import type { Session } from 'electron';
import { isConsoleAddress } from './console-address.ts';

/** All that the console needs; a page from anywhere else gets nothing. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'notifications']);

function isAllowed(permission: string, origin: string): boolean {
  return allowed.has(permission) && isConsoleAddress(origin);
}

/** Refuses cameras, devices, screens and every other permission that the console has no use for. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(isAllowed(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
}
