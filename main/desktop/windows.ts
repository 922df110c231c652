import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { consoleOrigin } from '../../shared/lib/port-handover.ts';
import type { Role } from '../../shared/model/ids.ts';
import { windowOptions } from './window-options.ts';
import { keepWindowState, readWindowState, type WindowState, withinScreens } from './window-state.ts';

export interface ConsoleWindowsOptions {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  /** Where the windows' places are kept. */
  readonly folder: string;
  readonly preloadFile: string;
  readonly developerTools: boolean;
  readonly isDark: () => boolean;
  /** Where windows can be, one rectangle a screen. */
  readonly screens: () => Rectangle[];
  /** Called for each new window before its page loads. */
  readonly onCreated: (window: BrowserWindow, role: Role) => void;
  readonly onPainted: () => void;
}

/** The console's windows: at most one for each role, a responder's and a trainer's. */
export class ConsoleWindows {
  readonly #options: ConsoleWindowsOptions;
  readonly #windows = new Map<Role, BrowserWindow>();
  readonly #opening = new Map<Role, Promise<void>>();
  readonly #keeping = new Set<Promise<void>>();

  constructor(options: ConsoleWindowsOptions) {
    this.#options = options;
  }

  /** Opens the role's window, or brings the one that is open to the front. */
  async open(role: Role): Promise<void> {
    if (this.#windows.has(role)) return this.focus(role);
    const opening = this.#opening.get(role) ?? this.#create(role).finally(() => this.#opening.delete(role));
    this.#opening.set(role, opening);
    await opening;
  }

  focus(role: Role): void {
    const window = this.#windows.get(role);
    if (window === undefined) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** Brings any window to the front: a second start of the program asks for it. */
  focusAny(): void {
    const [role] = this.#windows.keys();
    if (role !== undefined) this.focus(role);
  }

  /** Settles when the places of closed windows have been written. */
  async stateKept(): Promise<void> {
    await Promise.all(this.#keeping);
  }

  async #create(role: Role): Promise<void> {
    const { folder, preloadFile, developerTools, isDark, screens } = this.#options;
    const state = withinScreens(await readWindowState(folder, role), screens());
    const window = this.#options.create(windowOptions({ role, state, preloadFile, developerTools, dark: isDark() }));
    this.#windows.set(role, window);
    window.once('ready-to-show', () => {
      if (state.maximized) window.maximize();
      window.show();
      this.#options.onPainted();
    });
    window.on('close', () => this.#keep(role, placeOf(window)));
    window.on('closed', () => this.#windows.delete(role));
    this.#options.onCreated(window, role);
    void window.loadURL(`${consoleOrigin}/`);
  }

  #keep(role: Role, state: WindowState): void {
    const keeping = keepWindowState(this.#options.folder, role, state);
    this.#keeping.add(keeping);
    void keeping.then(() => this.#keeping.delete(keeping));
  }
}

function placeOf(window: BrowserWindow): WindowState {
  const { x, y, width, height } = window.getNormalBounds();
  return { width, height, position: { x, y }, maximized: window.isMaximized() };
}
