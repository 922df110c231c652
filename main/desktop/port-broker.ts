import type { IpcMain, IpcMainEvent, MessageChannelMain, MessagePortMain, WebContents } from 'electron';
import { openedPortChannel, openPortChannel, readNonce } from '../../shared/lib/port-handover.ts';
import { isConsoleAddress } from './console-address.ts';

export interface PortBrokerOptions {
  readonly createChannel: () => MessageChannelMain;
  /** Starts a port and answers the calls that come over it, until it closes, for the window of these contents. */
  readonly serve: (port: MessagePortMain, contents: WebContents) => void;
  /** Notes a request that was dropped, without anything a page could have chosen. */
  readonly log: (line: string) => void;
}

/** Hands a port to a console window that asks for one: the only thing a page can ask of the main process by itself. */
export class PortBroker {
  readonly #options: PortBrokerOptions;
  readonly #windows = new Set<WebContents>();
  readonly #ports = new Map<WebContents, MessagePortMain>();

  constructor(options: PortBrokerOptions) {
    this.#options = options;
  }

  get livePorts(): number {
    return this.#ports.size;
  }

  listen(ipcMain: IpcMain): void {
    ipcMain.on(openPortChannel, (event, message: unknown) => this.#open(event, message));
  }

  /** Lets this window ask. Its port closes with its page, its process or itself. */
  admit(contents: WebContents): void {
    this.#windows.add(contents);
    contents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#close(contents);
    });
    contents.on('render-process-gone', () => this.#close(contents));
    contents.on('destroyed', () => {
      this.#close(contents);
      this.#windows.delete(contents);
    });
  }

  #open(event: IpcMainEvent, message: unknown): void {
    const nonce = readNonce(message);
    const refusal = this.#refusal(event) ?? (nonce === null ? 'without a nonce' : null);
    const frame = event.senderFrame;
    if (refusal !== null || frame === null || nonce === null) {
      this.#options.log(`dropped a request for a port ${refusal ?? 'of no frame'}`);
      return;
    }
    const { port1, port2 } = this.#options.createChannel();
    this.#ports.set(event.sender, port1);
    port1.on('close', () => {
      if (this.#ports.get(event.sender) === port1) this.#ports.delete(event.sender);
    });
    this.#options.serve(port1, event.sender);
    frame.postMessage(openedPortChannel, { nonce }, [port2]);
  }

  /** Why the sender gets no port, or null when it may have one. */
  #refusal(event: IpcMainEvent): string | null {
    const frame = event.senderFrame;
    if (frame === null) return 'of a frame that is gone';
    if (!isConsoleAddress(frame.url)) return 'from another origin';
    if (frame.parent !== null) return 'from a frame inside the page';
    if (!this.#windows.has(event.sender)) return 'from an unknown window';
    if (this.#ports.has(event.sender)) return 'from a window that has one';
    return null;
  }

  #close(contents: WebContents): void {
    this.#ports.get(contents)?.close();
    this.#ports.delete(contents);
  }
}
