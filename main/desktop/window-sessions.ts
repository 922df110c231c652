import type { MessagePortMain, WebContents } from 'electron';
import type { Role } from '../../shared/model/ids.ts';
import type { StationSession } from '../station/sessions.ts';
import type { Shell } from '../station/shell.ts';
import type { Station } from '../station/station.ts';

/** One session a window, on a station that may still be opening when the first page asks for its port. */
export class WindowSessions {
  readonly #opening: Promise<Station>;
  readonly #sessions = new WeakMap<WebContents, Promise<StationSession>>();

  constructor(opening: Promise<Station>) {
    this.#opening = opening;
  }

  /** Begins a session in this role for the window of these contents. */
  begin(contents: WebContents, role: Role, shell: Shell): void {
    const beginning = this.#opening.then((station) => {
      const session = station.newSession(shell);
      session.role = role;
      return session;
    });
    // A station that cannot be opened ends the program, which says why: nothing more to say for a window.
    beginning.catch(() => undefined);
    this.#sessions.set(contents, beginning);
  }

  /** Serves the contract over a port, in the window's session, as soon as the station is open. */
  async serve(port: MessagePortMain, contents: WebContents): Promise<void> {
    const session = this.#sessions.get(contents);
    if (session === undefined) return port.close();
    const { servePort } = await import('../api/serve-port.ts');
    servePort({ station: await this.#opening, session: await session, port });
  }
}
