import { ORPCError } from '@orpc/client';
import type { RedlineClient } from '../../shared/contract/contract.ts';
import type { AudienceEvent } from '../../shared/model/events.ts';
import type { Frame } from '../../shared/model/views.ts';
import { FrameTracker } from './frame-tracker.ts';

export interface StreamOptions {
  readonly client: RedlineClient;
  readonly run: string;
  readonly signal: AbortSignal;
  readonly whenConnected: (signal: AbortSignal) => Promise<void>;
  /** Reads the snapshots again; the number of the last event that the oldest of them contains. */
  readonly resync: () => Promise<number>;
  /** Takes in a frame with its events not seen before. */
  readonly take: (frame: Frame, events: readonly AudienceEvent[]) => void;
  /** Says why nothing arrives although the station can be reached; null once frames arrive again. */
  readonly onProblem: (problem: unknown) => void;
  readonly wait: (milliseconds: number) => Promise<void>;
}

const restMs = 500;

/** Follows a run's stream until it ends or `signal` is aborted; opens it again whenever it breaks off. */
export async function followRun(options: StreamOptions): Promise<void> {
  while (!options.signal.aborted) {
    try {
      await options.whenConnected(options.signal);
      const state = await followOnce(options);
      if (state === 'over') return;
    } catch (problem) {
      if (options.signal.aborted || isGone(problem)) return;
      if (problem instanceof ORPCError) options.onProblem(problem);
    }
    await options.wait(restMs);
  }
}

/** One opening of the stream; `over` when the run can send nothing more. */
async function followOnce(options: StreamOptions): Promise<'over' | 'broken'> {
  const tracker = new FrameTracker(await options.resync());
  const frames = await options.client.stream.open(
    { run: options.run, after: tracker.number },
    { signal: options.signal },
  );
  let state = 'running';
  for await (const frame of frames) {
    if (options.signal.aborted) break;
    const { events, gap } = tracker.take(frame);
    if (gap) void options.resync();
    options.onProblem(null);
    options.take(frame, events);
    state = frame.status.state;
    // A lost acknowledgement shows as a broken stream, so its own failure says nothing more.
    options.client.stream.acknowledge({ stream: frame.stream, frame: frame.frame }).catch(() => undefined);
  }
  return state === 'running' ? 'broken' : 'over';
}

function isGone(problem: unknown): boolean {
  return problem instanceof ORPCError && problem.code === 'NOT_FOUND';
}
