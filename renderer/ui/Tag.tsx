import type { ReactNode } from 'react';
import styles from './Tag.module.css';

export type Tone = 'neutral' | 'critical' | 'high' | 'warning' | 'info' | 'good' | 'truth';

interface TagProps {
  readonly children: ReactNode;
  readonly tone?: Tone;
  readonly title?: string;
}

/** A word that marks a state. */
export function Tag({ children, tone = 'neutral', title }: TagProps): ReactNode {
  return (
    <span className={`${styles.tag} ${styles[tone]}`} title={title}>
      {children}
    </span>
  );
}
