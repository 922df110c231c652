import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import { useMessages } from '../../live/queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LogTail } from '../../ui/LogTail.tsx';
import { Panel } from '../../ui/Panel.tsx';
import styles from './FleetScreen.module.css';

/** Lines shown here; Messages has them all. */
const most = 60;

/** The newest lines that a host has logged: the evidence for what is above. */
export function LogPanel({ run, host }: { readonly run: string; readonly host: string }): ReactNode {
  const { data: page, error, refetch } = useMessages(run, { search: '', host });
  if (error !== null) return <ErrorState problem={error} onRetry={() => void refetch()} />;
  if (page === undefined) return null;
  const lines = page.lines.slice(-most);
  return (
    <Panel
      className={styles.log}
      title={
        page.matching === 0 ? `${host} has logged nothing` : `${host} has logged ${countOf(page.matching, 'line')}`
      }
      secondary={lines.length < page.matching ? `the newest ${most}, newest at the end` : 'newest at the end'}
      actions={
        <Link to="/messages" search={{ host }}>
          Open in Messages
        </Link>
      }
      padded={false}
    >
      {lines.length === 0 ? (
        <EmptyState title="No error has been reported">Its lines are shown here as Solaris writes them.</EmptyState>
      ) : (
        <LogTail label={`Newest lines of ${host}`} lines={lines} hosts={false} />
      )}
    </Panel>
  );
}
