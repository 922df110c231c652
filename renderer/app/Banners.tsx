import { type ReactNode, useState } from 'react';
import type { RunSummary } from '../../shared/model/views.ts';
import { useConnection, useRunStatus, useStreamProblem } from '../live/actions.ts';
import { announcements } from '../live/announce.ts';
import { foremostPage } from '../live/arrived-page.ts';
import { useSession } from '../live/queries.ts';
import { useStore } from '../live/store.ts';
import { Button } from '../ui/Button.tsx';
import { formatClock, useScenarioClock } from '../ui/scenario-clock.ts';
import styles from './Banners.module.css';
import { PageBanner } from './PageBanner.tsx';

/** What must not be overlooked, across the top: a lost connection, a page that has just arrived, notices. */
export function Banners({ run }: { readonly run: RunSummary | null }): ReactNode {
  const arrived = useStore(announcements);
  const me = useSession().data?.person ?? null;
  const foremost = foremostPage(arrived, me);
  return (
    <>
      <LostConnection />
      <StandingStill />
      <div aria-live="assertive">
        {foremost !== null && (
          <PageBanner run={run} page={foremost} mine={foremost.person === me} more={arrived.length - 1} />
        )}
      </div>
      {run?.state === 'read-only' && (
        <div className={`${styles.banner} ${styles.note}`} role="status">
          This run can only be looked at. {run.reason}
        </div>
      )}
      <Notices />
    </>
  );
}

function LostConnection(): ReactNode {
  const connection = useConnection();
  const status = useRunStatus();
  const clock = useScenarioClock();
  if (connection.kind !== 'reconnecting') return null;
  const here = new Date(connection.sinceMs).toLocaleTimeString('en-GB');
  const since = status === null ? here : `${formatClock(clock, status.atNs)} (${here} here)`;
  return (
    <div className={`${styles.banner} ${styles.lost}`} role="alert">
      The connection to the station is lost: pages may be missing since {since}.{' '}
      {connection.advice ?? 'Trying again by itself.'}
    </div>
  );
}

/** The station can be reached, and still nothing moves: the reason is the station's own. */
function StandingStill(): ReactNode {
  const stream = useStreamProblem();
  const run = useRunStatus()?.problem ?? null;
  const problem = run ?? (stream === null ? null : `Nothing live arrives, pages may be missing: ${stream}`);
  if (problem === null) return null;
  return (
    <div className={`${styles.banner} ${styles.lost}`} role="alert">
      {problem}
    </div>
  );
}

function Notices(): ReactNode {
  const notices = useSession().data?.notices ?? [];
  const [closed, setClosed] = useState<readonly string[]>([]);
  return notices
    .filter((notice) => !closed.includes(notice))
    .map((notice) => (
      <div key={notice} className={`${styles.banner} ${styles.note}`} role="status">
        <span className={styles.words}>{notice}</span>
        <Button size="small" onClick={() => setClosed([...closed, notice])}>
          I have read it
        </Button>
      </div>
    ));
}
