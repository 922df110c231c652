import type { ReactNode } from 'react';
import styles from './PartMark.module.css';
import type { Mark } from './troubles.ts';

const diamond = <path d="M5 0 10 5 5 10 0 5Z" fill="currentColor" />;
const triangle = <path d="M5 0.5 10 9.5H0Z" fill="currentColor" />;
const disc = <circle cx="5" cy="5" r="4.6" fill="currentColor" />;

const shapes: Readonly<Record<Mark, ReactNode>> = {
  down: diamond,
  limit: diamond,
  'gave-up': diamond,
  uncorrectable: triangle,
  'off-lining': triangle,
  'off-line': <path d="M1.5 1.5 8.5 8.5M8.5 1.5 1.5 8.5" stroke="currentColor" strokeWidth="2" />,
  overflowed: disc,
  counting: disc,
  errors: <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  well: <circle cx="5" cy="5" r="2.8" fill="currentColor" />,
};

/** How a part does, as colour and shape; the word stands beside it or in the label of what it is in. */
export function PartMark({ mark }: { readonly mark: Mark }): ReactNode {
  return (
    <svg className={`${styles.mark} ${styles[mark]}`} viewBox="0 0 10 10" aria-hidden="true">
      {shapes[mark]}
    </svg>
  );
}
