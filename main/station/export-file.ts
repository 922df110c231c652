import type { ExportProgress } from '../../shared/contract/timeline.ts';
import { StationProblem } from './problem.ts';
import type { ExportTarget, Shell } from './shell.ts';

/** Time between two progress reports. */
const progressEveryMs = 200;

export interface FileExport {
  readonly shell: Shell;
  /** Of the file, for the shell to put somewhere. */
  readonly name: string;
  /** What all of it counts as, in progress reports. */
  readonly total: number;
  /** Writes the file, telling by `count` how far it is. */
  readonly write: (path: string, signal: AbortSignal, count: { done: number }) => Promise<void>;
}

/**
 * Writes a file where the shell says, and tells how far it is. Ends with `saved`, or with `cancelled` when the person
 * chose no place or `signal` aborted: then nothing is left behind. Throws a `StationProblem` where the place is no good.
 */
export async function* exportFile(
  input: FileExport,
  signal: AbortSignal | undefined,
): AsyncGenerator<ExportProgress, void> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) stop.abort();
  try {
    const target = await input.shell.exportTarget(input.name, stop.signal);
    if (target === null) yield { kind: 'cancelled' };
    else yield* writeTo(target, input, stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw asProblem(error);
    yield { kind: 'cancelled' };
  } finally {
    signal?.removeEventListener('abort', abort);
    stop.abort();
  }
}

/** Reports while the file is written: the writer goes on by itself, and this looks at it now and then. */
async function* writeTo(
  target: ExportTarget,
  { name, total, write }: FileExport,
  signal: AbortSignal,
): AsyncGenerator<ExportProgress, void> {
  const count = { done: 0 };
  let over = false;
  const writing = write(target.path, signal, count).finally(() => {
    over = true;
  });
  writing.catch(() => undefined);
  for (;;) {
    await Promise.race([writing.catch(() => undefined), later(progressEveryMs)]);
    if (over) break;
    yield { kind: 'progress', done: Math.min(count.done, total), total };
  }
  await writing;
  yield { kind: 'progress', done: total, total };
  yield { kind: 'saved', name, download: target.download };
}

function asProblem(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'ExportRefused' || !('reason' in error)) return error;
  return StationProblem.unavailable(error.message, String(error.reason));
}

function later(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
