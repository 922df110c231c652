import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { countOf } from '../../shared/lib/format.ts';
import type { RunSummary } from '../../shared/model/views.ts';
import { useConnection, useRunStatus, useStreamProblem } from '../live/actions.ts';
import { announcements } from '../live/announce.ts';
import { foremostPage } from '../live/arrived-page.ts';
import { chooseRun } from '../live/chosen-run.ts';
import { useOtherPages } from '../live/other-pages.ts';
import { usePager, useSession } from '../live/queries.ts';
import { useStore } from '../live/store.ts';
import { Button } from '../ui/Button.tsx';
import { Severity } from '../ui/Severity.tsx';
import { formatClock, useScenarioClock } from '../ui/scenario-clock.ts';
import styles from './Banners.module.css';
import { PageBanner } from './PageBanner.tsx';
import { RunOver } from './RunOver.tsx';

/** What must not be overlooked, across the top: a lost connection, a page that has just arrived, notices. */
export function Banners({ run }: { readonly run: RunSummary | null }): ReactNode {
  return (
    <>
      <LostConnection />
      <StandingStill />
      <ArrivedPages run={run} />
      <OtherDrills />
      {run !== null && run.state !== 'running' && <RunOver run={run} />}
      <Notices />
    </>
  );
}

/** Nothing is repeated that the screen shows already; it is read out all the same. */
function ArrivedPages({ run }: { readonly run: RunSummary | null }): ReactNode {
  const arrived = useStore(announcements);
  const me = useSession().data?.person ?? null;
  const screen = useLocation({ select: ({ pathname }) => pathname });
  const incidents = usePager(run?.run ?? null).data?.incidents ?? [];
  const inHand = new Set(incidents.filter(({ state }) => state !== 'open').map(({ incident }) => incident));
  const unseen = arrived.filter(
    ({ incident }) => incident === null || !(inHand.has(incident) || isShownOn(screen, incident)),
  );
  const page = foremostPage(unseen, me);
  const latest = arrived.at(-1);
  const count = unseen.filter(({ person, incident }) => person === page?.person && incident !== null).length;
  return (
    <div aria-live="assertive">
      {page === null && latest !== undefined && <span className={styles.readOut}>{latest.title}</span>}
      {page !== null && <PageBanner run={run} page={page} me={me} count={page.incident === null ? 1 : count} />}
    </div>
  );
}

const isShownOn = (screen: string, incident: string): boolean =>
  screen === '/pager' || screen === `/incidents/${incident}`;

/** Other drills that run at the same time page as well; this window looks at one. */
function OtherDrills(): ReactNode {
  return useOtherPages().map(({ run, waiting, severity }) => (
    <div key={run.run} className={`${styles.banner} ${styles.page} ${styles[severity]}`} role="alert">
      <Severity severity={severity} />
      <span className={styles.words}>
        <b>
          {countOf(waiting, 'page')} {waiting === 1 ? 'waits' : 'wait'} for you in another drill:
        </b>{' '}
        {run.title}
      </span>
      <Button size="small" onClick={() => chooseRun(run.run)}>
        Look at that drill
      </Button>
    </div>
  ));
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
  const status = useRunStatus();
  // A run that is over says so itself.
  const run = status?.state === 'running' ? status.problem : null;
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
