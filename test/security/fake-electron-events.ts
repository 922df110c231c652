import { EventEmitter } from 'node:events';
import type { IpcMainEvent, Session, WebContents } from 'electron';

type Handler = (...input: never[]) => unknown;

/** Contents of a window that only tell what happens to them, and remember how new windows are answered. */
export class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | null = null;

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }

  asContents(): WebContents {
    return this as unknown as WebContents;
  }

  /** Emits an event that can be prevented; answers whether it was. */
  emitPreventable(name: string, details: object = {}): boolean {
    let isPrevented = false;
    this.emit(name, { ...details, preventDefault: () => (isPrevented = true) });
    return isPrevented;
  }
}

/** A frame that remembers what was posted to it. */
export class FakeFrame {
  readonly posted: { channel: string; message: unknown; ports: unknown[] }[] = [];
  readonly url: string;
  readonly parent: FakeFrame | null;

  constructor(url: string, parent: FakeFrame | null = null) {
    this.url = url;
    this.parent = parent;
  }

  postMessage(channel: string, message: unknown, ports: unknown[]): void {
    this.posted.push({ channel, message, ports });
  }
}

export function ipcEvent(sender: FakeContents, senderFrame: FakeFrame | null): IpcMainEvent {
  return { sender, senderFrame } as unknown as IpcMainEvent;
}

/** A session that remembers every handler it was given, by the name of the method. */
export function fakeSession(): { session: Session; handlers: Map<string, Handler>; calls: Map<string, unknown> } {
  const handlers = new Map<string, Handler>();
  const calls = new Map<string, unknown>();
  const record = (name: string) => (value: unknown) => {
    if (typeof value === 'function') handlers.set(name, value as Handler);
    else calls.set(name, value);
  };
  const session = {
    webRequest: { onBeforeRequest: record('onBeforeRequest') },
    setPermissionRequestHandler: record('setPermissionRequestHandler'),
    setPermissionCheckHandler: record('setPermissionCheckHandler'),
    setDevicePermissionHandler: record('setDevicePermissionHandler'),
    setDisplayMediaRequestHandler: record('setDisplayMediaRequestHandler'),
    setSpellCheckerEnabled: record('setSpellCheckerEnabled'),
    setSpellCheckerDictionaryDownloadURL: record('setSpellCheckerDictionaryDownloadURL'),
  };
  return { session: session as unknown as Session, handlers, calls };
}
