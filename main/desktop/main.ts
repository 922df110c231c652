import { existsSync, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { app, dialog, Menu, protocol } from 'electron';
import { defaultStationFolder } from '../station/station-folder.ts';
import { readArguments } from './arguments.ts';
import { startConsole } from './console.ts';
import { consoleSchemePrivileges } from './protocol.ts';
import { claimSingleInstance } from './single-instance.ts';
import { createStartMarks } from './start-marks.ts';

enableCompileCache();
const { station, perf } = readArguments(process.argv.slice(1));
const marks = createStartMarks(perf, (line) => process.stderr.write(line));
marks.reach('didStartMain');

try {
  begin();
} catch (error) {
  fail(error);
}

/** Everything that must be said before Electron is ready, in this order. */
function begin(): void {
  protocol.registerSchemesAsPrivileged([consoleSchemePrivileges]);
  app.enableSandbox();
  Menu.setApplicationMenu(null);
  app.setName('Redline');
  // Windows shows notifications only of a program whose id it knows from the installer.
  if (process.platform === 'win32') app.setAppUserModelId('app.redline.console');
  // Beside the database: so every station has a lock and windows of its own.
  const userData = join(station ?? defaultStationFolder(), 'window');
  mkdirSync(userData, { recursive: true });
  app.setPath('userData', userData);

  let focusAny = (): void => undefined;
  if (!claimSingleInstance(app, () => focusAny())) {
    app.quit();
    return;
  }
  // Not awaited: Electron becomes ready only after this module has been evaluated.
  app.whenReady().then(() => {
    marks.reach('ready');
    const developerTools = !app.isPackaged || existsSync(join(userData, 'allow-developer-tools'));
    focusAny = startConsole({ station, marks, userData, developerTools }).focusAny;
  }, fail);
}

function fail(error: unknown): void {
  dialog.showErrorBox('Redline cannot start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
