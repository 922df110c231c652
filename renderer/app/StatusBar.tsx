import type { ReactNode } from 'react';
import { groupDigits } from '../../shared/lib/format.ts';
import type { RunSummary } from '../../shared/model/views.ts';
import { useConnection, useRunStatus } from '../live/actions.ts';
import styles from './StatusBar.module.css';
import { WhoAmI } from './WhoAmI.tsx';

/** Above this a lag is worth looking at: a person sees it. */
const slowMs = 500;

/** How the machinery does, and who I am. */
export function StatusBar({ run }: { readonly run: RunSummary | null }): ReactNode {
  const status = useRunStatus();
  const connection = useConnection();
  const lost = connection.kind === 'reconnecting';
  const digest = status?.digest || run?.digest || '';
  return (
    <footer className={styles.bar}>
      <div className={styles.figures}>
        <Figure name="station" value={connection.kind} slow={lost} />
        {run !== null && (
          <Figure name="simulation" value={lost ? 'not known' : speedWords(run, status?.speed ?? 0)} slow={lost} />
        )}
        {run !== null && <Figure name="events" value={groupDigits(status?.events ?? run.events)} />}
        {status !== null && !lost && run?.state === 'running' && (
          <>
            <Lag name="frame lag" lagMs={status.frameLagMs} title="From a frame's arrival to its being drawn" />
            <Lag name="store lag" lagMs={status.storeLagMs} title="From an event to its being safe on disk" />
          </>
        )}
        {digest === '' && run?.state === 'running' && (
          <Figure name="digest" value="when it ends" title="It would tell a responder of hidden events" />
        )}
        {digest !== '' && (
          <span title={`The same drill, seed and commands give the same digest: ${digest}`}>
            digest <span className={`${styles.value} ${styles.mono}`}>{shortDigest(digest)}</span>
          </span>
        )}
      </div>
      <WhoAmI run={run} />
    </footer>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly slow?: boolean;
  readonly title?: string;
}

function Figure({ name, value, slow = false, title }: FigureProps): ReactNode {
  return (
    <span className={slow ? styles.slow : undefined} title={title}>
      {name} <span className={styles.value}>{value}</span>
    </span>
  );
}

function Lag({
  name,
  lagMs,
  title,
}: {
  readonly name: string;
  readonly lagMs: number;
  readonly title: string;
}): ReactNode {
  return <Figure name={name} value={`${groupDigits(Math.round(lagMs))} ms`} slow={lagMs > slowMs} title={title} />;
}

function speedWords(run: RunSummary, speed: number): string {
  if (run.state !== 'running') return run.state;
  if (run.pace === 0) return 'paused';
  return `${speed < 100 ? speed.toFixed(1) : groupDigits(Math.round(speed))}×`;
}

const shortDigest = (digest: string): string => digest.slice(0, 8).replace(/^(.{4})/, '$1 ');
