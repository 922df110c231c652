import { memo, type ReactNode } from 'react';
import type { MessageLine } from '../../../shared/model/views.ts';
import { syslogTime } from '../../ui/clock-words.ts';
import type { ScenarioClock } from '../../ui/scenario-clock.ts';
import styles from './MessagesScreen.module.css';
import { segmentsOf } from './matches.ts';

interface LogLineProps {
  /** Of the log: with the rank it names the line. */
  readonly id: string;
  readonly rank: number;
  /** How many lines there are, -1 while that changes. */
  readonly setSize: number;
  readonly clock: ScenarioClock;
  /** Undefined while it is being read. */
  readonly line: MessageLine | undefined;
  readonly search: string;
  readonly selected: boolean;
  readonly onSelect: (rank: number) => void;
}

/** One line of the log as Solaris writes it. Drawn again only when something about it has changed. */
export const LogLine = memo(function LogLine(props: LogLineProps): ReactNode {
  const { id, rank, setSize, clock, line, search, selected, onSelect } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and moves the selection by keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the selected line
    <div
      id={`${id}-${rank}`}
      role="option"
      aria-selected={selected}
      aria-setsize={setSize}
      aria-posinset={rank + 1}
      className={styles.line}
      data-level={line?.level}
      onClick={() => onSelect(rank)}
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
});

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
