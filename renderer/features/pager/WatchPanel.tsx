import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { useConnection } from '../../live/actions.ts';
import { useMessages } from '../../live/queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LogTail } from '../../ui/LogTail.tsx';
import { Panel } from '../../ui/Panel.tsx';
import styles from './PagerScreen.module.css';

/** Lines shown here; Messages has them all. */
const most = 100;

/** What the hosts write while nobody is needed, so that whoever waits sees what may become a page. */
export function WatchPanel({ run }: { readonly run: RunSummary }): ReactNode {
  const { data: page, error, refetch } = useMessages(run.run, { search: '', host: null });
  const lost = useConnection().kind === 'reconnecting';
  if (error !== null) return <ErrorState problem={error} onRetry={() => void refetch()} />;
  if (page === undefined) return null;
  const running = run.state === 'running';
  return (
    <Panel
      className={styles.latest}
      title={page.total === 0 ? 'The log is quiet' : `The hosts have logged ${countOf(page.total, 'line')}`}
      secondary={running && !lost ? 'live, newest at the end' : 'newest at the end'}
      actions={<Link to="/messages">Open Messages</Link>}
      padded={false}
    >
      {page.total === 0 ? (
        <EmptyState title={running ? 'No host has logged anything yet' : 'No host logged anything'}>
          Errors are written here as they happen. A higher pace, keys 3 and 4, brings them sooner.
        </EmptyState>
      ) : (
        <LogTail label="Newest lines of all hosts" lines={page.lines.slice(-most)} hosts />
      )}
    </Panel>
  );
}
