import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from './context.ts';
import { keys } from './keys.ts';
import { preferences } from './preferences.ts';
import { useCurrentRun, useRuns, useSession } from './queries.ts';
import { playTone } from './sound.ts';
import { type OtherPages, severities, waitingFor } from './waiting-pages.ts';

/** How often the pagers of the runs that are not on screen are read. */
const pollMs = 3_000;

/** The other drills that page me while I look at this one, with a tone as they do; one caller plays it. */
export function useOtherPages(): readonly OtherPages[] {
  const { client } = useLive();
  const current = useCurrentRun()?.run;
  const person = useSession().data?.person ?? '';
  const others = (useRuns().data ?? []).filter(({ run, state, openIncidents }) => {
    return state === 'running' && run !== current && openIncidents > 0;
  });
  const pagers = useQueries({
    queries: others.map(({ run }) => ({
      queryKey: keys.otherPager(run),
      queryFn: () => client.incidents.pager({ run }),
      refetchInterval: pollMs,
    })),
  });
  const waiting = others.flatMap((run, index) => {
    const pager = pagers[index]?.data;
    const found = pager === undefined ? null : waitingFor(run, pager, person);
    return found === null ? [] : [found];
  });
  useToneAsTheyGrow(waiting);
  return waiting;
}

function useToneAsTheyGrow(waiting: readonly OtherPages[]): void {
  const total = waiting.reduce((sum, pages) => sum + pages.waiting, 0);
  const severity = severities.find((worst) => waiting.some((pages) => pages.severity === worst)) ?? null;
  const heard = useRef(0);
  useEffect(() => {
    if (total > heard.current && severity !== null && preferences.get().sound) playTone(severity);
    heard.current = total;
  }, [total, severity]);
}
