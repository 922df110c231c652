import type { ReactNode } from 'react';
import styles from './Key.module.css';

/** A key cap. */
export function Key({ children }: { readonly children: ReactNode }): ReactNode {
  return <kbd className={styles.key}>{children}</kbd>;
}
