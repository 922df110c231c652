import { useCallback, useMemo, useState } from 'react';
import type { ConsoleView, TypedLine } from '../../../shared/model/console-view.ts';
import type { AudienceEvent } from '../../../shared/model/events.ts';
import { useLive } from '../../live/context.ts';
import { useConsole } from '../../live/queries.ts';
import { type HostState, runningHost, stateAfter } from './host-state.ts';

/** Entries of older parts kept at most: whoever wants more reads them in the log. */
const keptOlder = 10_000;
const partEntries = 300;

interface Older {
  readonly entries: readonly AudienceEvent[];
  readonly from: number;
  /** The event that they reach up to: where the newest part begins. */
  readonly to: number;
}

export interface ConsoleLog {
  /** Oldest first; undefined before the first answer. */
  readonly entries: readonly AudienceEvent[] | undefined;
  readonly history: readonly TypedLine[];
  /** How the host is now. */
  readonly state: HostState;
  /** The newest event of the run that is taken in. */
  readonly number: number;
  /** Whether something older can be read. */
  readonly hasOlder: boolean;
  readonly readOlder: () => void;
  readonly problem: unknown;
  readonly retry: () => void;
}

const noLines: readonly TypedLine[] = [];

function hasMore(older: Older | null, view: ConsoleView | undefined): boolean {
  const from = older?.from ?? view?.from ?? 1;
  return from > 1 && (older?.entries.length ?? 0) < keptOlder;
}

/** What was on a host's console: the newest part, growing, and older parts as they are asked for. */
export function useConsoleLog(run: string, host: string): ConsoleLog {
  const { client } = useLive();
  const { data: view, error, refetch } = useConsole(run, host);
  const [read, setRead] = useState<Older | null>(null);
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  // The newest part was read anew or cut: older parts would leave a hole.
  const older = read !== null && view !== undefined && read.to === view.from ? read : null;
  const hasOlder = hasMore(older, view);
  const readOlder = useCallback(() => {
    if (reading || view === undefined) return;
    setReading(true);
    const to = view.from;
    client.hosts
      .console({ run, host, before: older?.from ?? to, limit: partEntries })
      .then((part) => {
        setRead({ entries: [...part.entries, ...(older?.entries ?? [])], from: part.from, to });
        setProblem(null);
      })
      .catch(setProblem)
      .finally(() => setReading(false));
  }, [client, run, host, view, older, reading]);
  const state = useMemo(() => (view?.life ?? []).reduce(stateAfter, runningHost), [view?.life]);
  const newest = view?.entries;
  const entries = useMemo(
    () => (newest === undefined || older === null ? newest : [...older.entries, ...newest]),
    [newest, older],
  );
  return {
    entries,
    history: view?.history ?? noLines,
    state,
    number: view?.number ?? 0,
    hasOlder,
    readOlder,
    problem: error ?? problem,
    retry: () => {
      setProblem(null);
      void refetch();
    },
  };
}
