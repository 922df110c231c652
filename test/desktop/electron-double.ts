import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** Everything the program asked of Electron, in order, by name. */
export type CallLog = string[];

/** Electron's `MessagePortMain` over a real port: events with `data`, not bare values. */
export class PortMainDouble extends EventEmitter {
  readonly nodePort: MessagePort;

  constructor(nodePort: MessagePort) {
    super();
    this.nodePort = nodePort;
    nodePort.on('close', () => this.emit('close'));
  }

  start(): void {
    this.nodePort.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
  }

  postMessage(message: unknown): void {
    this.nodePort.postMessage(message);
  }

  close(): void {
    this.nodePort.close();
  }
}

export interface PostedPort {
  readonly channel: string;
  readonly message: unknown;
  readonly ports: readonly PortMainDouble[];
}

class FrameDouble {
  readonly parent = null;
  url = '';
  onPosted: (posted: PostedPort) => void = () => undefined;

  postMessage(channel: string, message: unknown, ports: PortMainDouble[]): void {
    this.onPosted({ channel, message, ports });
  }
}

class ContentsDouble extends EventEmitter {
  readonly mainFrame = new FrameDouble();
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
}

export class WindowDouble extends EventEmitter {
  readonly webContents = new ContentsDouble();
  readonly options: Record<string, unknown>;
  readonly done: string[] = [];

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
  }

  async loadURL(url: string): Promise<void> {
    this.done.push('load');
    this.webContents.mainFrame.url = url;
  }

  show = (): void => void this.done.push('show');
  focus = (): void => void this.done.push('focus');
  maximize = (): void => void this.done.push('maximize');
  restore = (): void => void this.done.push('restore');
  isMinimized = (): boolean => false;
  isMaximized = (): boolean => false;
  isDestroyed = (): boolean => false;
  getNormalBounds = () => ({ x: 10, y: 20, width: 1200, height: 800 });

  /** What Electron does when the person closes the window. */
  close(): void {
    this.emit('close');
    this.webContents.emit('destroyed');
    this.emit('closed');
  }
}

export class NotificationDouble extends EventEmitter {
  readonly options: Record<string, unknown>;
  isShown = false;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
  }

  show(): void {
    this.isShown = true;
  }
}

class AppDouble extends EventEmitter {
  readonly isPackaged = false;
  readonly paths = new Map<string, string>();
  becomeReady: () => void = () => undefined;
  readonly exits: number[] = [];
  readonly #calls: CallLog;
  readonly #hasLock: boolean;

  constructor(calls: CallLog, hasLock: boolean) {
    super();
    this.#calls = calls;
    this.#hasLock = hasLock;
  }

  enableSandbox = (): void => void this.#calls.push('app.enableSandbox');
  setName = (): void => undefined;
  exit = (code: number): void => void this.exits.push(code);
  getPath = (name: string): string => this.paths.get(name) ?? `/nowhere/${name}`;
  setPath = (name: string, path: string): void => void this.paths.set(name, path);

  requestSingleInstanceLock(): boolean {
    this.#calls.push('app.requestSingleInstanceLock');
    return this.#hasLock;
  }

  whenReady(): Promise<void> {
    this.#calls.push('app.whenReady');
    return new Promise((resolve) => {
      this.becomeReady = resolve;
    });
  }

  quit(): void {
    this.#calls.push('app.quit');
  }

  /** Asks everybody who listens whether the program may end now. */
  askToQuit(): boolean {
    let isPrevented = false;
    this.emit('will-quit', { preventDefault: () => (isPrevented = true) });
    return !isPrevented;
  }
}

/** A stand-in for the `electron` module: it keeps what the program does with it and does nothing by itself. */
export class ElectronDouble {
  readonly calls: CallLog = [];
  readonly app: AppDouble;
  readonly ipcMain = new EventEmitter();
  readonly windows: WindowDouble[] = [];
  readonly notifications: NotificationDouble[] = [];
  readonly protocols = new Map<string, (request: Request) => Promise<Response>>();
  readonly schemes: unknown[] = [];
  readonly menus: { label: string; submenu: { label?: string; click?: () => void }[] }[][] = [];
  readonly errorBoxes: string[] = [];
  readonly openedOutside: string[] = [];
  saveAnswer = { canceled: true, filePath: '' };

  constructor(options: { hasLock: boolean }) {
    this.app = new AppDouble(this.calls, options.hasLock);
  }

  /** The names that the bundle imports. */
  exports(): Record<string, unknown> {
    return {
      app: this.app,
      ipcMain: this.ipcMain,
      nativeTheme: { shouldUseDarkColors: true },
      screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
      protocol: this.#protocol(),
      session: { defaultSession: this.#session() },
      shell: { openExternal: async (address: string) => void this.openedOutside.push(address) },
      dialog: {
        showErrorBox: (title: string, text: string) => void this.errorBoxes.push(`${title}: ${text}`),
        showMessageBox: async () => ({ response: 0 }),
        showSaveDialog: async () => this.saveAnswer,
      },
      ...this.#classes(),
    };
  }

  #protocol() {
    return {
      registerSchemesAsPrivileged: (schemes: unknown[]) => {
        this.calls.push('protocol.registerSchemesAsPrivileged');
        this.schemes.push(...schemes);
      },
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) => {
        this.calls.push('protocol.handle');
        this.protocols.set(scheme, handler);
      },
    };
  }

  #session() {
    const note = (name: string) => () => void this.calls.push(name);
    return {
      webRequest: { onBeforeRequest: note('session.onBeforeRequest') },
      setPermissionRequestHandler: note('session.setPermissionRequestHandler'),
      setPermissionCheckHandler: note('session.setPermissionCheckHandler'),
      setDevicePermissionHandler: note('session.setDevicePermissionHandler'),
      setDisplayMediaRequestHandler: note('session.setDisplayMediaRequestHandler'),
      setSpellCheckerEnabled: () => undefined,
      setSpellCheckerDictionaryDownloadURL: () => undefined,
    };
  }

  #classes() {
    const double = this;
    return {
      BrowserWindow: class extends WindowDouble {
        constructor(options: Record<string, unknown>) {
          super(options);
          double.calls.push('new BrowserWindow');
          double.windows.push(this);
          double.app.emit('web-contents-created', {}, this.webContents);
        }
      },
      Notification: class extends NotificationDouble {
        static isSupported = () => true;
        constructor(options: Record<string, unknown>) {
          super(options);
          double.notifications.push(this);
        }
      },
      MessageChannelMain: class {
        readonly port1: PortMainDouble;
        readonly port2: PortMainDouble;
        constructor() {
          const { port1, port2 } = new MessageChannel();
          this.port1 = new PortMainDouble(port1);
          this.port2 = new PortMainDouble(port2);
        }
      },
      Menu: {
        setApplicationMenu: (menu: unknown) => double.calls.push(menu === null ? 'Menu none' : 'Menu own'),
        buildFromTemplate: (template: ElectronDouble['menus'][number]) => {
          double.menus.push(template);
          return template;
        },
      },
    };
  }
}
