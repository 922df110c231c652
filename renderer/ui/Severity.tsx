import type { ReactNode } from 'react';
import type { Severity as SeverityName } from '../../shared/model/ids.ts';
import styles from './Severity.module.css';

const shapes: Record<SeverityName, ReactNode> = {
  critical: <path d="M6 0 12 6 6 12 0 6Z" />,
  high: <path d="M6 1 12 11.5H0Z" />,
  warning: <circle cx="6" cy="6" r="5.2" />,
  info: <path d="M1 1h10v10H1Z" />,
};

interface SeverityProps {
  readonly severity: SeverityName;
  /** Leaves the word to screen readers, where it stands beside already. */
  readonly shapeOnly?: boolean;
}

/** A severity as colour, shape and word. */
export function Severity({ severity, shapeOnly = false }: SeverityProps): ReactNode {
  const name = `${styles.severity} ${styles[severity]}`;
  const shape = (
    <svg
      width="11"
      height="11"
      viewBox="0 0 12 12"
      fill="currentColor"
      role={shapeOnly ? 'img' : undefined}
      aria-hidden={shapeOnly ? undefined : true}
      aria-label={shapeOnly ? severity : undefined}
    >
      {shapes[severity]}
    </svg>
  );
  return (
    <span className={name} title={shapeOnly ? severity : undefined}>
      {shape}
      {!shapeOnly && severity}
    </span>
  );
}
