import type { WhatIfProgress } from '../../shared/contract/tunables.ts';
import type { WhatIf } from '../../shared/model/system-file-views.ts';
import type { LabClient } from '../workers/lab-client.ts';
import { StationProblem } from './problem.ts';

type WhatIfInput = Parameters<LabClient['compareWhatIf']>[0];

/** Time between two progress reports. */
const progressEveryMs = 150;

/** Plays a comparison in a thread of its own and tells how far it is. Leaving it, or `signal`, ends the thread at once. */
export async function* playWhatIf(
  input: WhatIfInput,
  startLab: () => LabClient,
  signal: AbortSignal | undefined,
): AsyncGenerator<WhatIfProgress, void> {
  const lab = startLab();
  const close = (): void => void lab.close();
  signal?.addEventListener('abort', close);
  try {
    let done = 0;
    const playing = lab.compareWhatIf(input, (atNs) => {
      done = atNs;
    });
    // Nobody waits for it any more where the generator is left.
    playing.catch(() => undefined);
    let result: WhatIf | null = null;
    while (result === null) {
      if (signal?.aborted === true) return;
      yield { kind: 'progress', done, total: input.untilNs };
      result = await Promise.race([playing, later(progressEveryMs)]);
    }
    yield { kind: 'compared', result };
  } catch (error) {
    if (signal?.aborted === true) return;
    const reason = error instanceof Error ? error.message : String(error);
    throw StationProblem.unavailable(`The run could not be played again: ${reason}`, 'lab');
  } finally {
    signal?.removeEventListener('abort', close);
    await lab.close();
  }
}

function later(delayMs: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), delayMs));
}
