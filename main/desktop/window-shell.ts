import type { BrowserWindow, SaveDialogOptions, SaveDialogReturnValue } from 'electron';
import type { Shell } from '../station/shell.ts';
import { chooseExportTarget } from './export-target.ts';
import { type Notifier, showPage } from './notifications.ts';

/** What the station may ask of one window: notify its person, and ask where an export goes. */
export function createWindowShell(input: {
  window: BrowserWindow;
  notifier: Notifier;
  focus: () => void;
  documentsFolder: () => string;
  showSaveDialog: (window: BrowserWindow, options: SaveDialogOptions) => Promise<SaveDialogReturnValue>;
}): Shell {
  const { window, notifier, focus, documentsFolder, showSaveDialog } = input;
  return {
    kind: 'desktop',
    notify: (page) => !window.isDestroyed() && showPage(page, notifier, focus),
    exportTarget: (name, signal) =>
      chooseExportTarget(name, documentsFolder(), signal, (options) => showSaveDialog(window, options)),
  };
}
