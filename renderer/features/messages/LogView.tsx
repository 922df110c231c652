import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import { Button } from '../../ui/Button.tsx';
import { LogLine } from './LogLine.tsx';
import type { LineBook } from './line-book.ts';
import styles from './MessagesScreen.module.css';

const linePx = 20;
/** Nearer to the end than this counts as at the end. */
const endPx = 12;

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

/** The lines themselves, of which only those in sight are in the page. */
export function LogView({ book, search, following, newer, selected, onFollow, onSelect }: LogViewProps): ReactNode {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { count } = book;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => linePx,
    overscan: 16,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items[items.length - 1]?.index ?? 0;
  useEffect(() => book.want(first, last));
  useLayoutEffect(() => {
    const element = scroller.current;
    if (following && element !== null && count > 0) element.scrollTop = element.scrollHeight;
  }, [following, count]);
  useEffect(() => {
    if (selected !== null) virtual.scrollToIndex(selected);
  }, [selected, virtual]);
  const onScroll = (): void => {
    const element = scroller.current;
    if (element === null) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < endPx;
    if (atEnd !== following) onFollow(atEnd);
  };
  return (
    <div className={styles.log}>
      <div
        ref={scroller}
        className={styles.lines}
        role="listbox"
        tabIndex={0}
        aria-label="Log lines"
        aria-activedescendant={selected === null ? undefined : `${id}-${selected}`}
        onScroll={onScroll}
      >
        <div role="presentation" style={{ position: 'relative', height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <LogLine
              key={item.index}
              id={`${id}-${item.index}`}
              rank={item.index}
              count={count}
              top={item.start}
              line={book.at(item.index)}
              search={search}
              selected={item.index === selected}
              onSelect={() => onSelect(item.index)}
            />
          ))}
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
