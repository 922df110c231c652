import { parseArgs } from 'node:util';

export interface DesktopArguments {
  /** Folder of the station, null for the platform's own place. */
  readonly station: string | null;
  /** Print how long each step of the start took. */
  readonly perf: boolean;
}

/** Reads what the window was started with. Chromium's and Electron's own switches are let through unread. */
export function readArguments(words: readonly string[]): DesktopArguments {
  const { values } = parseArgs({
    args: [...words],
    options: { station: { type: 'string' }, perf: { type: 'boolean', default: false } },
    strict: false,
    allowPositionals: true,
  });
  const station = typeof values.station === 'string' && values.station !== '' ? values.station : null;
  return { station, perf: values.perf === true };
}
