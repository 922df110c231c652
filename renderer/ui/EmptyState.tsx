import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  /** What is so: "Nobody is being paged". */
  readonly title: string;
  /** What to do next, or what will happen by itself. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** What stands where there is nothing to show. */
export function EmptyState({ title, children, actions }: EmptyStateProps): ReactNode {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      <div className={styles.text}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
