import { type ReactNode, useState } from 'react';
import { useCurrentRun, useDrills, useRuns, useSession } from '../../live/queries.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { ScreenHead } from '../../ui/ScreenHead.tsx';
import styles from './DrillsScreen.module.css';
import { LibraryPanel } from './LibraryPanel.tsx';
import { RunsPanel } from './RunsPanel.tsx';
import { StartPanel } from './StartPanel.tsx';

/** What can be practised, what is running, and what was. */
export function Screen(): ReactNode {
  const drills = useDrills();
  const runs = useRuns();
  const current = useCurrentRun();
  const trainer = useSession().data?.role === 'trainer';
  const [chosen, setChosen] = useState<string | null>(null);
  if (drills.error !== null) {
    return <ErrorState problem={drills.error} onRetry={() => void drills.refetch()} />;
  }
  const library = drills.data ?? [];
  const selected = library.find(({ drill }) => drill === chosen) ?? library[0] ?? null;
  const running = runs.data?.filter((run) => run.state === 'running') ?? [];
  return (
    <>
      <ScreenHead title={sentence(running.length)} secondary="A drill replays a real fault; you answer its pages." />
      <div className={styles.columns}>
        <LibraryPanel
          loaded={drills.data !== undefined}
          drills={library}
          selected={selected?.drill ?? null}
          onSelect={setChosen}
        />
        {selected !== null && <StartPanel key={selected.drill} drill={selected} trainer={trainer} />}
      </div>
      {runs.data !== undefined && <RunsPanel runs={runs.data} current={current?.run ?? null} />}
    </>
  );
}

function sentence(running: number): string {
  if (running === 0) return 'No drill is running';
  return running === 1 ? '1 drill is running' : `${running} drills are running`;
}
