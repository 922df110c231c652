import type { ClientLink } from '@orpc/client';

/** An open way to the station. Calls made after it closed would never settle, so `Connection` makes none. */
export interface Link {
  readonly calls: ClientLink<Record<never, never>>;
  /** Settles once, when the way is gone. */
  readonly closed: Promise<void>;
  close(): void;
}

/** Opening a link and every call over it are given up after this long. */
export const timeoutMs = 10_000;

/** The station answers, and does not let this page in: only the person can help. The message says how. */
export class ShutOutError extends Error {
  override readonly name = 'ShutOutError';
}
