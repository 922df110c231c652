import type { RunSummary } from '../../shared/model/views.ts';
import type { StationSession } from '../station/sessions.ts';
import type { Station } from '../station/station.ts';

const lookIntervalMs = 200;
/** Looks without a new event after which the run is asked whether it can go on. */
const stalledLooks = 10;

export interface WatchedRun {
  readonly station: Station;
  readonly run: string;
  readonly signal: AbortSignal;
  readonly onProgress: (summary: RunSummary) => void;
}

/**
 * Waits for the end of a run and tells how far it is. Rejects where the run can be stored no more, a full disk for one
 * (nobody is here who could make room), and with the signal's reason when that aborts.
 */
export async function watchRun({ station, run, signal, onProgress }: WatchedRun): Promise<RunSummary> {
  const session = station.newSession();
  let timer: NodeJS.Timeout | undefined;
  const given = new Promise<never>((_, reject) => {
    let lastEvents = -1;
    let looks = 0;
    const look = async () => {
      const summary = await station.readRun(session, run);
      onProgress(summary);
      looks = summary.events === lastEvents ? looks + 1 : 0;
      lastEvents = summary.events;
      const problem = looks < stalledLooks ? null : await problemOf(station, session, run);
      if (problem !== null) reject(new Error(problem));
    };
    // A station that is closing answers no more, and then the end is near.
    timer = setInterval(() => look().catch(() => undefined), lookIntervalMs);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
  });
  try {
    return await Promise.race([given, station.whenEnded(run)]);
  } finally {
    clearInterval(timer);
  }
}

/** Why the run stands still, null if it does not know of a reason. */
async function problemOf(station: Station, session: StationSession, run: string): Promise<string | null> {
  const stop = new AbortController();
  try {
    for await (const { status } of await station.openStream(session, run, 0, stop.signal)) return status.problem;
    return null;
  } finally {
    stop.abort();
  }
}
