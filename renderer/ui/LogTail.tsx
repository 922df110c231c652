import { type ReactNode, useEffect, useRef } from 'react';
import type { MessageLine } from '../../shared/model/views.ts';
import styles from './LogTail.module.css';
import { Time } from './Time.tsx';

interface LogTailProps {
  readonly label: string;
  /** Oldest first. */
  readonly lines: readonly MessageLine[];
  /** Off where all lines are of one host that is named already. */
  readonly hosts: boolean;
}

/** The newest lines of a log, the end of which stays in sight. */
export function LogTail({ label, lines, hosts }: LogTailProps): ReactNode {
  const newest = lines.at(-1)?.line ?? 0;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (newest > 0) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [newest]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that arrow keys must reach it
    <ol ref={list} className={styles.lines} tabIndex={0} aria-label={label}>
      {lines.map((line) => (
        <li key={line.line}>
          <Time atNs={line.at} /> {hosts && <span className={styles.host}>{line.host} </span>}
          {line.text}
        </li>
      ))}
    </ol>
  );
}
