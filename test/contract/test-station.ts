import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStation } from '../../main/station/open-station.ts';
import type { PageNotice, Shell } from '../../main/station/shell.ts';
import type { Station } from '../../main/station/station.ts';

/** A shell that keeps what it was asked and writes exports into the station's own folder. */
export interface RecordingShell extends Shell {
  readonly pages: PageNotice[];
  /** Where exports go: the station's folder, nowhere, or a folder that is not there. */
  place: 'folder' | 'cancel' | 'missing';
}

export interface TestStation {
  readonly station: Station;
  readonly shell: RecordingShell;
  readonly folder: string;
  close(): Promise<void>;
}

/** Opens a station in a folder of its own that goes when it is closed. */
export async function openTestStation(): Promise<TestStation> {
  const folder = await mkdtemp(join(tmpdir(), 'redline-contract-'));
  const pages: PageNotice[] = [];
  const shell: RecordingShell = {
    kind: 'web',
    pages,
    place: 'folder',
    notify: (page) => {
      pages.push(page);
      return true;
    },
    exportTarget: async (name) => {
      if (shell.place === 'cancel') return null;
      const path = shell.place === 'missing' ? join(folder, 'not-there', name) : join(folder, name);
      return { path, download: `/download/${name}` };
    },
  };
  const station = await openStation({ folder, shell });
  const close = async () => {
    await station.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { station, shell, folder, close };
}

/** Waits until `look` answers something, asking every few milliseconds for at most `limitMs`. */
export async function until<Value>(look: () => Promise<Value | null>, what: string, limitMs = 20_000): Promise<Value> {
  const endMs = performance.now() + limitMs;
  for (;;) {
    const value = await look();
    if (value !== null) return value;
    if (performance.now() > endMs) throw new Error(`waited ${limitMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
