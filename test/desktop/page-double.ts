import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { RedlineClient } from '../../shared/contract/contract.ts';
import type { ElectronDouble, PostedPort, WindowDouble } from './electron-double.ts';

interface WindowMessage {
  readonly source: unknown;
  readonly origin: string;
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

type MessageListener = (event: WindowMessage) => void;
type PortListener = (event: { ports: readonly MessagePort[] }, message: unknown) => void;

/** A page with the built preload in it: a window that posts messages to itself, and the two IPC calls. */
export class PageDouble {
  readonly required: string[] = [];
  readonly sent: { channel: string; message: unknown }[] = [];
  readonly received: WindowMessage[] = [];
  readonly window: object;
  readonly globals: Set<string>;
  readonly #listeners: MessageListener[] = [];
  readonly #portListeners = new Map<string, PortListener>();
  onSent: (channel: string, message: unknown) => void = () => undefined;

  constructor(outFolder: string) {
    this.window = {
      addEventListener: (_name: string, listener: MessageListener) => void this.#listeners.push(listener),
      postMessage: (data: unknown, origin: string, ports: MessagePort[] = []) =>
        this.deliver({ source: this.window, origin, data, ports }),
    };
    const ipcRenderer = {
      postMessage: (channel: string, message: unknown) => {
        this.sent.push({ channel, message });
        this.onSent(channel, message);
      },
      on: (channel: string, listener: PortListener) => void this.#portListeners.set(channel, listener),
    };
    const context = createContext({
      window: this.window,
      require: (name: string) => {
        this.required.push(name);
        if (name !== 'electron') throw new Error(`a sandboxed preload cannot require ${name}`);
        return { ipcRenderer };
      },
    });
    const before = new Set(Object.keys(this.window));
    runInContext(readFileSync(join(outFolder, 'preload/preload.cjs'), 'utf8'), context);
    this.globals = new Set(Object.keys(this.window).filter((name) => !before.has(name)));
  }

  /** A message event at the page's window, which the preload and the page both see. */
  deliver(message: WindowMessage): void {
    this.received.push(message);
    for (const listener of this.#listeners) listener(message);
  }

  ask(nonce: string): void {
    this.deliver({
      source: this.window,
      origin: 'app://console',
      data: { type: 'redline:port-request', nonce },
      ports: [],
    });
  }

  /** The main process's answer arrives at the preload. */
  answer(channel: string, message: unknown, ports: readonly MessagePort[]): void {
    this.#portListeners.get(channel)?.({ ports }, message);
  }

  /** The ports that the page has been given, with the nonce of each. */
  granted(): { nonce: unknown; port: MessagePort | undefined }[] {
    const grants = this.received.filter(({ data }) => (data as { type?: string }).type === 'redline:port');
    return grants.map(({ data, ports }) => ({ nonce: (data as { nonce?: unknown }).nonce, port: ports[0] }));
  }
}

/** Loads the page of a window: from then on it talks to the main process as a real one would. */
export function loadPage(electron: ElectronDouble, window: WindowDouble, outFolder: string): PageDouble {
  const page = new PageDouble(outFolder);
  const frame = window.webContents.mainFrame;
  page.onSent = (channel, message) =>
    electron.ipcMain.emit(channel, { sender: window.webContents, senderFrame: frame }, message);
  frame.onPosted = ({ channel, message, ports }: PostedPort) =>
    page.answer(
      channel,
      message,
      ports.map(({ nodePort }) => nodePort as unknown as MessagePort),
    );
  return page;
}

/** Asks for a port as the console does, and opens the contract over it. */
export function connectPage(page: PageDouble): { client: RedlineClient; port: MessagePort } {
  const nonce = crypto.randomUUID();
  page.ask(nonce);
  const port = page.granted().find((grant) => grant.nonce === nonce)?.port;
  if (port === undefined) throw new Error('the page was given no port');
  const client: RedlineClient = createORPCClient(new RPCLink({ port }));
  port.start();
  return { client, port };
}
