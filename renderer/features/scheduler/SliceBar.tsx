import type { ReactNode } from 'react';
import type { ScheduledTask } from '../../../shared/model/scheduler-views.ts';
import styles from './SliceBar.module.css';

/** What is left of a task's slice, as a part of a whole one. */
export function SliceBar({ task: { slice, fullSlice, policy } }: { readonly task: ScheduledTask }): ReactNode {
  if (policy === 'fifo') return <span className={styles.none}>no slice</span>;
  const share = Math.max(0, Math.min(1, slice / Math.max(1, fullSlice)));
  return (
    <span className={styles.slice} title={`${slice} of ${fullSlice} ticks left`}>
      <span className={styles.bar} aria-hidden="true">
        <span className={styles.left} style={{ width: `${Math.round(100 * share)}%` }} />
      </span>
      <span className={styles.ticks}>{slice}</span>
    </span>
  );
}
