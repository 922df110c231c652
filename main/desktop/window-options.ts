import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import type { Role } from '../../shared/model/ids.ts';
import type { WindowState } from './window-state.ts';

/** Every setting is written out, also where it is the default: a default may change, this list may not. */
const webPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  disableBlinkFeatures: 'Auxclick',
  safeDialogs: true,
} satisfies WebPreferences;

/** The page's colour, so that no white flash precedes the first paint. */
const pageColours = { dark: '#0c0f14', light: '#eef1f5' } as const;

const windowTitles: { readonly [role in Role]: string } = {
  responder: 'Redline',
  trainer: 'Redline: trainer',
};

/** Options of a console window. It stays hidden until it has painted. */
export function windowOptions(input: {
  role: Role;
  state: WindowState;
  preloadFile: string;
  dark: boolean;
  developerTools: boolean;
}): BrowserWindowConstructorOptions {
  return {
    width: input.state.width,
    height: input.state.height,
    ...input.state.position,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: windowTitles[input.role],
    backgroundColor: input.dark ? pageColours.dark : pageColours.light,
    autoHideMenuBar: true,
    webPreferences: { ...webPreferences, preload: input.preloadFile, devTools: input.developerTools },
  };
}
