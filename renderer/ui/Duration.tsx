import type { ReactNode } from 'react';
import { humanDuration } from '../../shared/lib/duration.ts';
import styles from './Duration.module.css';

/** A length of time in words: 7 min 42 s. */
export function Duration({ ns }: { readonly ns: number }): ReactNode {
  return <span className={styles.duration}>{humanDuration(ns)}</span>;
}
