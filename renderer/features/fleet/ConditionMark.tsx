import type { ReactNode } from 'react';
import styles from './FleetScreen.module.css';
import { type Condition, conditionWords } from './fleet-words.ts';

const shapes: Record<Condition, ReactNode> = {
  well: <circle cx="5" cy="5" r="3.2" fill="currentColor" />,
  counting: <circle cx="5" cy="5" r="4.6" fill="currentColor" />,
  'off-line': <path d="M1.5 1.5 8.5 8.5M8.5 1.5 1.5 8.5" stroke="currentColor" strokeWidth="2" />,
  'off-lining': <path d="M5 0.5 10 9.500H0Z" fill="currentColor" />,
  'gave-up': <path d="M5 0 10 5 5 10 0 5Z" fill="currentColor" />,
};

/** A processor's condition as colour and shape; the word stands beside it. */
export function ConditionMark({ condition }: { readonly condition: Condition }): ReactNode {
  return (
    <svg
      className={`${styles.mark} ${styles[condition]}`}
      viewBox="0 0 10 10"
      role="img"
      aria-label={conditionWords[condition]}
    >
      {shapes[condition]}
    </svg>
  );
}
