import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './ErrorState.module.css';
import { Severity } from './Severity.tsx';

interface ErrorStateProps {
  /** What went wrong, or the sentence itself. */
  readonly problem: unknown;
  readonly onRetry?: () => void;
}

/** A problem as a sentence, with a way to try again. */
export function ErrorState({ problem, onRetry }: ErrorStateProps): ReactNode {
  const text = problem instanceof Error ? problem.message : String(problem);
  return (
    <div className={styles.error} role="alert">
      <Severity severity="critical" shapeOnly />
      <span className={styles.text}>{text}</span>
      {onRetry !== undefined && (
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
