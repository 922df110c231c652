import { Outlet } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo } from 'react';
import type { IncidentSummary, RunSummary } from '../../shared/model/views.ts';
import { announcements } from '../live/announce.ts';
import { titleOf } from '../live/arrived-page.ts';
import { useCurrentRun, useFollow, usePager } from '../live/queries.ts';
import { useStore } from '../live/store.ts';
import { ScenarioClockContext } from '../ui/scenario-clock.ts';
import { Banners } from './Banners.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import styles from './Frame.module.css';
import { FrameKeys } from './FrameKeys.tsx';
import { KeyboardMap } from './KeyboardMap.tsx';
import { useKeyboard } from './keyboard.ts';
import { Rail } from './Rail.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Toasts } from './Toasts.tsx';
import { TopBar } from './TopBar.tsx';

/** How much the window's title counts: open pages of a run that goes on, and a test page until it is put away. */
function useBadge(run: RunSummary | null, incidents: readonly IncidentSummary[]): number {
  const tests = useStore(announcements).filter(({ incident }) => incident === null).length;
  const open = run?.state === 'running' ? incidents.filter(({ state }) => state === 'open').length : 0;
  return open + tests;
}

/** What stands around every screen: who, when, how fast, what is urgent, where to go. */
export function Frame(): ReactNode {
  const run = useCurrentRun();
  const pager = usePager(run?.run ?? null).data;
  useFollow(run?.run ?? null);
  useKeyboard();
  const waiting = useBadge(run, pager?.incidents ?? []);
  const title = titleOf(waiting, run?.title ?? null);
  useEffect(() => {
    document.title = title;
  }, [title]);
  const startsAt = run?.startsAt ?? '1970-01-01T00:00:00Z';
  const zone = run?.zone ?? 'UTC';
  const clock = useMemo(() => ({ startsAt, zone }), [startsAt, zone]);
  return (
    <ScenarioClockContext value={clock}>
      <div className={styles.frame}>
        <button type="button" className={styles.skip} onClick={() => document.getElementById('main')?.focus()}>
          Skip to the screen
        </button>
        <div className={styles.top}>
          <TopBar run={run} pager={pager ?? null} />
          <Banners run={run} />
        </div>
        <Rail run={run} pager={pager ?? null} />
        <main className={styles.main} id="main" tabIndex={-1}>
          <Outlet />
        </main>
        <div className={styles.status}>
          <StatusBar run={run} />
        </div>
      </div>
      <FrameKeys run={run} />
      <KeyboardMap />
      <CommandPalette />
      <Toasts />
    </ScenarioClockContext>
  );
}
