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
