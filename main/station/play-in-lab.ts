import type { LabClient } from '../workers/lab-client.ts';
import { StationProblem } from './problem.ts';

/** Time between two progress reports. */
const progressEveryMs = 150;

/** Something long that the lab does, `total` in the units of its progress. */
export interface LabPlay<Result> {
  readonly play: (lab: LabClient, onProgress: (done: number) => void) => Promise<Result>;
  readonly total: number;
  /** What could not be done where it fails, as the start of a sentence. */
  readonly failure: string;
}

type PlayStep<Result> =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'compared'; readonly result: Result };

/** Does it in a thread of its own and tells how far it is. Leaving it, or `signal`, ends the thread at once. */
export async function* playInLab<Result>(
  { play, total, failure }: LabPlay<Result>,
  startLab: () => LabClient,
  signal: AbortSignal | undefined,
): AsyncGenerator<PlayStep<Result>, void> {
  const lab = startLab();
  const close = (): void => void lab.close();
  signal?.addEventListener('abort', close);
  try {
    let done = 0;
    const playing = play(lab, (now) => {
      done = now;
    });
    // Nobody waits for it any more where the generator is left.
    playing.catch(() => undefined);
    let result: Result | null = null;
    while (result === null) {
      if (signal?.aborted === true) return;
      yield { kind: 'progress', done, total };
      result = await Promise.race([playing, later(progressEveryMs)]);
    }
    yield { kind: 'compared', result };
  } catch (error) {
    if (signal?.aborted === true) return;
    const reason = error instanceof Error ? error.message : String(error);
    throw StationProblem.unavailable(`${failure}: ${reason}`, 'lab');
  } finally {
    signal?.removeEventListener('abort', close);
    await lab.close();
  }
}

function later(delayMs: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), delayMs));
}
