import type { ReactNode } from 'react';
import styles from './Toolbar.module.css';

/** Actions beside each other. */
export function Toolbar({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={label}>
      {children}
    </div>
  );
}
