import type { MenuItemConstructorOptions } from 'electron';
import type { Role } from '../../shared/model/ids.ts';

export interface MenuActions {
  openWindow(role: Role): void;
}

/** The program's own menu: what a console needs, and the editing keys that macOS takes from a menu. */
export function menuTemplate(actions: MenuActions, developerTools: boolean): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ];
  if (developerTools) view.push({ type: 'separator' }, { role: 'toggleDevTools' });
  return [
    {
      label: 'Redline',
      submenu: [
        { label: "Responder's window", accelerator: 'CmdOrCtrl+Shift+R', click: () => actions.openWindow('responder') },
        { label: "Trainer's window", accelerator: 'CmdOrCtrl+Shift+T', click: () => actions.openWindow('trainer') },
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
    { label: 'Edit', role: 'editMenu' },
    { label: 'View', submenu: view },
  ];
}
