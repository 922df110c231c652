import type { WhatIfProgress } from '../../shared/contract/tunables.ts';
import type { LabClient } from '../workers/lab-client.ts';
import { playInLab } from './play-in-lab.ts';

type WhatIfInput = Parameters<LabClient['compareWhatIf']>[0];

/** Plays a comparison in a thread of its own and tells how far it is. Leaving it, or `signal`, ends the thread at once. */
export function playWhatIf(
  input: WhatIfInput,
  startLab: () => LabClient,
  signal: AbortSignal | undefined,
): AsyncGenerator<WhatIfProgress, void> {
  const play = {
    play: (lab: LabClient, onProgress: (atNs: number) => void) => lab.compareWhatIf(input, onProgress),
    total: input.untilNs,
    failure: 'The run could not be played again',
  };
  return playInLab(play, startLab, signal);
}
