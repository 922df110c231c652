import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { StationSession } from '../station/sessions.ts';
import { RateWindow } from './rate-window.ts';

/** A session ends when nothing was heard of it for this long, and in any case after the second. */
export const idleLimitMs = 12 * 3_600_000;
export const sessionLimitMs = 7 * 24 * 3_600_000;
/** WebSockets one session may have open, and how many it may open in a minute. */
export const socketsPerSession = 8;
const upgradesPerMinute = 60;

export interface WebSession {
  readonly id: string;
  readonly station: StationSession;
  readonly startedMs: number;
  heardMs: number;
  sockets: number;
  readonly upgrades: RateWindow;
}

/** Who may use the console: the browser that was opened with the printed token, for as long as its cookie holds. */
export class WebSessions {
  /** The token of the printed address. It is good for one session. */
  readonly token = randomBytes(32).toString('base64url');
  #tokenDigest: Buffer | null = digest(this.token);
  readonly #sessions = new Map<string, WebSession>();
  readonly #newStationSession: (id: string) => StationSession;
  readonly #nowMs: () => number;

  constructor(newStationSession: (id: string) => StationSession, nowMs: () => number) {
    this.#newStationSession = newStationSession;
    this.#nowMs = nowMs;
  }

  /** Trades the token for a session. Null for any other token and for the same one again. */
  redeem(token: string): WebSession | null {
    if (this.#tokenDigest === null || !timingSafeEqual(this.#tokenDigest, digest(token))) return null;
    this.#tokenDigest = null;
    const id = randomBytes(32).toString('base64url');
    const nowMs = this.#nowMs();
    const session: WebSession = {
      id,
      station: this.#newStationSession(id),
      startedMs: nowMs,
      heardMs: nowMs,
      sockets: 0,
      upgrades: new RateWindow(upgradesPerMinute, 60_000),
    };
    this.#sessions.set(id, session);
    return session;
  }

  /** The session of a cookie, heard of now; null when there is none or it has expired. */
  find(id: string | undefined): WebSession | null {
    const session = id === undefined ? undefined : this.#sessions.get(id);
    if (session === undefined) return null;
    if (!this.isAlive(session)) {
      this.#sessions.delete(session.id);
      return null;
    }
    session.heardMs = this.#nowMs();
    return session;
  }

  isAlive(session: WebSession): boolean {
    const nowMs = this.#nowMs();
    return nowMs - session.heardMs < idleLimitMs && nowMs - session.startedMs < sessionLimitMs;
  }
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
