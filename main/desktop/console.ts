import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  Notification,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
} from 'electron';
import type { Role } from '../../shared/model/ids.ts';
import type { Station } from '../station/station.ts';
import { openExternalLink } from './external-links.ts';
import { menuTemplate } from './menu.ts';
import { PortBroker } from './port-broker.ts';
import { serveConsole } from './protocol.ts';
import { applySecurityPolicy } from './security-policy.ts';
import type { StartMarks } from './start-marks.ts';
import { openStationIn } from './station-access.ts';
import { WindowSessions } from './window-sessions.ts';
import { createWindowShell } from './window-shell.ts';
import { ConsoleWindows } from './windows.ts';

// From the bundle: out/main beside out/preload and out/renderer.
const preloadFile = join(import.meta.dirname, '../preload/preload.cjs');
const rendererFolder = join(import.meta.dirname, '../renderer');

/** How long the end of the program waits for the station: what was acknowledged is safe without it. */
const closeTimeoutMs = 5_000;

export interface ConsoleStart {
  readonly station: string | null;
  readonly userData: string;
  readonly developerTools: boolean;
  readonly marks: StartMarks;
}

/** Opens the responder's window and the station at once and brokers between them. Call it when Electron is ready. */
export function startConsole(start: ConsoleStart): { focusAny: () => void } {
  const { marks } = start;
  applySecurityPolicy({ app, session: session.defaultSession, developerTools: start.developerTools, openOutside });
  serveConsole(protocol, rendererFolder);

  // One step later than the window: neither waits for the other, and the window is the first to begin.
  const opening = Promise.resolve().then(() => openStationIn(start.station));
  const sessions = new WindowSessions(opening);
  const broker = new PortBroker({
    createChannel: () => new MessageChannelMain(),
    serve: (port, contents) => {
      marks.reach('connected');
      sessions.serve(port, contents).catch(() => port.close());
    },
    log: (line) => process.stderr.write(`redline: ${line}\n`),
  });
  const windows = createWindows(start, broker, sessions);
  void windows.open('responder');
  broker.listen(ipcMain);

  opening.then(() => marks.reach('workers'), reportAndQuit);
  quitInOrder(opening, windows);
  return { focusAny: () => windows.focusAny() };
}

function createWindows(start: ConsoleStart, broker: PortBroker, sessions: WindowSessions): ConsoleWindows {
  const windows = new ConsoleWindows({
    create: (options) => new BrowserWindow(options),
    folder: start.userData,
    preloadFile,
    developerTools: start.developerTools,
    isDark: () => nativeTheme.shouldUseDarkColors,
    screens: () => screen.getAllDisplays().map((display) => display.workArea),
    onCreated: (window, role) => {
      broker.admit(window.webContents);
      sessions.begin(
        window.webContents,
        role,
        shellOf(window, () => windows.focus(role)),
      );
      start.marks.reach('window');
    },
    onPainted: () => {
      start.marks.reach('didPaintShell');
      const openWindow = (role: Role): void => void windows.open(role);
      Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ openWindow }, start.developerTools)));
    },
  });
  return windows;
}

function shellOf(window: BrowserWindow, focus: () => void): ReturnType<typeof createWindowShell> {
  return createWindowShell({
    window,
    notifier: { isSupported: () => Notification.isSupported(), create: (options) => new Notification(options) },
    focus,
    documentsFolder: () => app.getPath('documents'),
    showSaveDialog: (parent, options) => dialog.showSaveDialog(parent, options),
  });
}

function openOutside(address: string): void {
  void openExternalLink(address, {
    confirm: async (host) => {
      const question = { message: `Open a page of ${host} in your browser?`, buttons: ['Open', 'Cancel'], cancelId: 1 };
      return (await dialog.showMessageBox({ ...question, type: 'question', defaultId: 1 })).response === 0;
    },
    open: (allowed) => shell.openExternal(allowed),
  });
}

function reportAndQuit(error: unknown): void {
  dialog.showErrorBox('Redline cannot open its station', error instanceof Error ? error.message : String(error));
  app.exit(1);
}

/** Closes the station before the program ends, but does not wait for ever. */
function quitInOrder(opening: Promise<Station>, windows: ConsoleWindows): void {
  let isClosed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    const timeLimit = new Promise<void>((resolve) => setTimeout(resolve, closeTimeoutMs));
    const closing = opening.then((station) => station.close());
    Promise.race([Promise.all([closing, windows.stateKept()]), timeLimit])
      .catch(() => undefined)
      .finally(() => {
        isClosed = true;
        app.quit();
      });
  });
}
