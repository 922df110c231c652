import type { ReactNode } from 'react';
import type { MessageLine } from '../../../shared/model/views.ts';
import { syslogTime } from '../../ui/clock-words.ts';
import { useScenarioClock } from '../../ui/scenario-clock.ts';
import styles from './MessagesScreen.module.css';
import { segmentsOf } from './matches.ts';

interface LogLineProps {
  readonly id: string;
  readonly rank: number;
  readonly count: number;
  /** From the top of the log, in pixels. */
  readonly top: number;
  /** Undefined while it is being read. */
  readonly line: MessageLine | undefined;
  readonly search: string;
  readonly selected: boolean;
  readonly onSelect: () => void;
}

/** One line of the log as Solaris writes it. */
export function LogLine({ id, rank, count, top, line, search, selected, onSelect }: LogLineProps): ReactNode {
  const clock = useScenarioClock();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and moves the selection by keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the selected line
    <div
      id={id}
      role="option"
      aria-selected={selected}
      aria-setsize={count}
      aria-posinset={rank + 1}
      className={styles.line}
      data-level={line?.level}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onSelect}
    >
      {line === undefined ? (
        <span className={styles.quiet}>…</span>
      ) : (
        <>
          <span className={styles.quiet}>
            {syslogTime(clock, line.at)} {line.host}{' '}
          </span>
          <Text text={line.text} search={search} />
        </>
      )}
    </div>
  );
}

function Text({ text, search }: { readonly text: string; readonly search: string }): ReactNode {
  let at = 0;
  return segmentsOf(text, search).map((segment) => {
    const key = at;
    at += segment.text.length;
    if (segment.match) {
      return (
        <mark key={key} className={styles.match}>
          {segment.text}
        </mark>
      );
    }
    return (
      <span key={key} className={segment.quiet ? styles.quiet : styles.message}>
        {segment.text}
      </span>
    );
  });
}
