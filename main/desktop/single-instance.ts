import type { App } from 'electron';

/** Whether this is the only instance on its station; another one asks the first to come to the front, and ends. */
export function claimSingleInstance(app: App, onSecondStart: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', onSecondStart);
  return true;
}
