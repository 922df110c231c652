import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportTarget } from '../station/shell.ts';

const downloadsLimit = 64;
const downloadLimitMs = 10 * 60_000;

interface Download {
  readonly session: string;
  readonly name: string;
  readonly path: string;
  readonly untilMs: number;
}

/** Exported files that wait for their browser: each can be fetched once, by the session that asked for it. */
export class Downloads {
  readonly #downloads = new Map<string, Download>();
  readonly #nowMs: () => number;
  #folder: Promise<string> | null = null;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** A place for an export of this session, and the address it can be fetched from once it is there. */
  async reserve(session: string, name: string): Promise<ExportTarget> {
    await this.#drop((download) => this.#nowMs() >= download.untilMs);
    if (this.#downloads.size >= downloadsLimit) await this.#dropOldest();
    this.#folder ??= mkdtemp(join(tmpdir(), 'redline-exports-'));
    const id = randomBytes(16).toString('hex');
    const path = join(await this.#folder, id);
    this.#downloads.set(id, { session, name, path, untilMs: this.#nowMs() + downloadLimitMs });
    return { path, download: `/exports/${id}` };
  }

  /** Opens an exported file, which is gone from then on; null when there is none for this session. */
  async take(session: string, id: string): Promise<{ name: string; file: FileHandle } | null> {
    const download = this.#downloads.get(id);
    if (download === undefined || download.session !== session || this.#nowMs() >= download.untilMs) return null;
    let file: FileHandle;
    try {
      file = await open(download.path, 'r');
    } catch {
      return null;
    }
    if (!this.#downloads.delete(id)) {
      await file.close();
      return null;
    }
    // The open handle keeps the content on every platform but Windows, where the folder goes at the end.
    await rm(download.path, { force: true }).catch(() => undefined);
    return { name: download.name, file };
  }

  async close(): Promise<void> {
    this.#downloads.clear();
    if (this.#folder !== null) await rm(await this.#folder, { recursive: true, force: true });
  }

  async #drop(isDue: (download: Download) => boolean): Promise<void> {
    for (const [id, download] of this.#downloads) {
      if (!isDue(download)) continue;
      this.#downloads.delete(id);
      await rm(download.path, { force: true });
    }
  }

  async #dropOldest(): Promise<void> {
    const [oldest] = this.#downloads.values();
    await this.#drop((download) => download === oldest);
  }
}
