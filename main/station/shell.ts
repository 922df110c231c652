import type { Severity } from '../../shared/model/ids.ts';

/** A page as a notification shows it. `run` is null for a test page, which no run records. */
export interface PageNotice {
  readonly run: string | null;
  readonly incident: string | null;
  readonly page: string;
  readonly person: string;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
}

/** Where an export goes. The station writes a temporary file beside `path` and renames it when it is complete. */
export interface ExportTarget {
  readonly path: string;
  /** The address from which a browser fetches the file once; null where the person chose the path. */
  readonly download: string | null;
}

/** What the station asks of the program around it: a desktop window, a web server, or the command line. */
export interface Shell {
  readonly kind: 'desktop' | 'web' | 'cli';
  /** Shows a page to the person; answers whether anything could be shown. */
  notify(page: PageNotice): boolean;
  /** Asks where a file of this name should go; null when the person thinks better of it. Rejects when `signal` aborts. */
  exportTarget(name: string, signal: AbortSignal): Promise<ExportTarget | null>;
}
