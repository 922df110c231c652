import type { ReactNode } from 'react';
import type { RunSummary } from '../../../shared/model/views.ts';
import { syslogTime } from '../../ui/clock-words.ts';
import { useScenarioClock } from '../../ui/scenario-clock.ts';
import { Time } from '../../ui/Time.tsx';
import styles from './ConsoleScreen.module.css';
import { typistOf } from './console-words.ts';
import type { Row } from './rows.ts';

interface ScrollRowProps {
  readonly host: string;
  readonly people: RunSummary['people'];
  /** Undefined for a moment while there are fewer rows than there were. */
  readonly row: Row | undefined;
}

/** One line of the scrollback. */
export function ScrollRow({ host, people, row }: ScrollRowProps): ReactNode {
  const clock = useScenarioClock();
  if (row === undefined) return null;
  switch (row.kind) {
    case 'typed':
      return (
        <div className={styles.row} data-kind="typed">
          <span className={styles.sign}>{row.sign}</span>
          {row.text}
          <span className={styles.meta}>
            {typistOf(people, row.person)} <Time atNs={row.atNs} />
          </span>
        </div>
      );
    case 'asked':
      return (
        <div className={styles.row} data-kind="typed">
          <span className={styles.sign}>{host}# </span>
          {row.text}
          <span className={styles.meta}>only you see this</span>
        </div>
      );
    case 'message':
      return (
        <div className={styles.row} data-kind="message" data-level={row.level}>
          <span className={styles.stamp}>
            {syslogTime(clock, row.atNs)} {host}{' '}
          </span>
          {row.text}
        </div>
      );
    case 'life':
      return (
        <div className={styles.row} data-kind="life">
          {row.bootedAt === null ? (
            <Time atNs={row.atNs} />
          ) : (
            row.bootedAt.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC')
          )}{' '}
          {row.text}
        </div>
      );
    default:
      return (
        <div className={styles.row} data-kind={row.kind}>
          {row.text === '' ? ' ' : row.text}
        </div>
      );
  }
}
