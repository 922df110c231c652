import { type ReactNode, useCallback, useEffect, useId, useRef } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import { Button } from '../../ui/Button.tsx';
import { useScenarioClock } from '../../ui/scenario-clock.ts';
import { columnsOf } from './columns-of.ts';
import { LogLine } from './LogLine.tsx';
import type { LineBook } from './line-book.ts';
import styles from './MessagesScreen.module.css';
import { useScrollWindow } from './use-scroll-window.ts';

interface LogViewProps {
  readonly book: LineBook;
  readonly search: string;
  readonly following: boolean;
  /** Lines that came since somebody held the view. */
  readonly newer: number;
  readonly selected: number | null;
  readonly onFollow: (following: boolean) => void;
  readonly onSelect: (rank: number) => void;
}

/** The border and the padding of a line. */
const besideLinePx = 24;

/** The lines themselves, of which only those in sight are in the page. */
export function LogView({ book, search, following, newer, selected, onFollow, onSelect }: LogViewProps): ReactNode {
  const id = useId();
  const clock = useScenarioClock();
  const { count } = book;
  const onEnd = (atEnd: boolean): void => {
    if (atEnd !== following) onFollow(atEnd);
  };
  const { scroller, drawn, heightPx, lines, goTo } = useScrollWindow(count, following, onEnd);
  const { first, last } = lines;
  useEffect(() => book.want(first, last));
  const goToLatest = useLatest(goTo);
  useEffect(() => {
    if (selected !== null) goToLatest(selected);
  }, [selected, goToLatest]);
  const select = useLatest(onSelect);
  // While lines come in their number is not told with every line, so that none is drawn anew for it.
  const setSize = following ? -1 : count - newer;
  const ranks = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return (
    <div className={styles.log}>
      <div
        ref={scroller}
        className={styles.lines}
        role="listbox"
        tabIndex={0}
        aria-label="Log lines"
        aria-activedescendant={selected === null ? undefined : `${id}-${selected}`}
      >
        <div role="presentation" className={styles.whole} style={{ height: heightPx }}>
          <div role="presentation" ref={drawn} className={styles.drawn} style={{ width: widthOf(ranks, book) }}>
            {ranks.map((rank) => (
              <LogLine
                key={rank}
                id={id}
                rank={rank}
                setSize={setSize}
                clock={clock}
                line={book.at(rank)}
                search={search}
                selected={rank === selected}
                onSelect={select}
              />
            ))}
          </div>
        </div>
      </div>
      {!following && newer > 0 && (
        <div className={styles.newer}>
          <Button kind="primary" size="small" hint="F" onClick={() => onFollow(true)}>
            {countOf(newer, 'new line')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** As wide as the longest of the lines: what a browser would find out only by laying each of them out twice. */
function widthOf(ranks: readonly number[], book: LineBook): string {
  const columns = ranks.reduce((most, rank) => {
    const line = book.at(rank);
    return line === undefined ? most : Math.max(most, columnsOf(line));
  }, 0);
  return `max(100%, ${columns}ch + ${besideLinePx}px)`;
}

/** A function that never changes and does what the latest one given does. */
function useLatest(callback: (rank: number) => void): (rank: number) => void {
  const latest = useRef(callback);
  useEffect(() => {
    latest.current = callback;
  });
  return useCallback((rank) => latest.current(rank), []);
}
