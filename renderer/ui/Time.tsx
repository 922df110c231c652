import type { ReactNode } from 'react';
import { dateAt, formatClock, formatDay, formatUtc, useScenarioClock } from './scenario-clock.ts';
import styles from './Time.module.css';

interface TimeProps {
  /** Nanoseconds since the scenario's start. */
  readonly atNs: number;
  readonly milliseconds?: boolean;
}

/** A simulated instant as time of day in the scenario's zone, with the day and UTC on hover. */
export function Time({ atNs, milliseconds = false }: TimeProps): ReactNode {
  const clock = useScenarioClock();
  return (
    <time
      className={styles.time}
      dateTime={dateAt(clock, atNs).toISOString()}
      title={`${formatDay(clock, atNs)}, ${formatUtc(clock, atNs)}`}
    >
      {formatClock(clock, atNs, milliseconds)}
    </time>
  );
}
