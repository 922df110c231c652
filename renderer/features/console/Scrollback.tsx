import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './ConsoleScreen.module.css';
import type { Row } from './rows.ts';
import { ScrollRow } from './ScrollRow.tsx';
import type { WaitingLine } from './use-terminal.ts';

const linePx = 18;
/** Nearer to the end than this counts as at the end. */
const endPx = 24;
/** Older parts are read when this row comes into sight. */
const nearTop = 20;

interface ScrollbackProps {
  readonly scrollRef: RefObject<HTMLDivElement | null>;
  readonly host: string;
  /** What stands before lines that are on their way. */
  readonly sign: string;
  readonly people: RunSummary['people'];
  readonly rows: readonly Row[];
  readonly waiting: readonly WaitingLine[];
  readonly hasOlder: boolean;
  readonly onOlder: () => void;
}

/** What was on the console, of which only what is in sight is in the page; its end stays in sight until one scrolls. */
export function Scrollback({
  scrollRef,
  host,
  sign,
  people,
  rows,
  waiting,
  hasOlder,
  onOlder,
}: ScrollbackProps): ReactNode {
  const count = rows.length;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => linePx,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 20,
  });
  const { following, follow, newer, onScroll } = useFollowedEnd(
    scrollRef,
    count,
    virtual.getTotalSize() + waiting.length,
  );
  useKeptPlace(rows, virtual, following);
  const items = virtual.getVirtualItems();
  const height = virtual.getTotalSize();
  const first = items[0]?.index ?? 0;
  useEffect(() => {
    if (hasOlder && count > 0 && first < nearTop) onOlder();
  }, [hasOlder, count, first, onOlder]);
  return (
    <div className={styles.scrollback}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be one of a form */}
      <div
        ref={scrollRef}
        className={styles.lines}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that arrow keys must reach it
        tabIndex={0}
        aria-label="Scrollback"
        onScroll={onScroll}
      >
        <div className={styles.canvas} style={{ height }}>
          {items.map(({ key, index, start }) => (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={styles.placed}
              style={{ transform: `translateY(${start}px)` }}
            >
              <ScrollRow host={host} people={people} row={rows[index]} />
            </div>
          ))}
        </div>
        <Waiting sign={sign} waiting={waiting} />
      </div>
      {!following && <NewerLines count={newer} onEnd={follow} />}
    </div>
  );
}

interface FollowedEnd {
  readonly following: boolean;
  readonly follow: () => void;
  /** Rows that have come since somebody scrolled up. */
  readonly newer: number;
  readonly onScroll: () => void;
}

/** Keeps the end in sight until somebody scrolls up; `size` changes with whatever makes it longer. */
function useFollowedEnd(scrollRef: RefObject<HTMLDivElement | null>, count: number, size: number): FollowedEnd {
  const [following, setFollowing] = useState(true);
  const [seen, setSeen] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever makes it longer must keep the end in sight
  useLayoutEffect(() => {
    const element = scrollRef.current;
    if (!following || element === null) return;
    const toEnd = (): void => {
      element.scrollTop = element.scrollHeight;
    };
    toEnd();
    // The window, or what is beneath, may take room away.
    const observer = new ResizeObserver(toEnd);
    observer.observe(element);
    return () => observer.disconnect();
  }, [following, size, scrollRef]);
  const onScroll = (): void => {
    const element = scrollRef.current;
    if (element === null) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < endPx;
    if (atEnd !== following) setFollowing(atEnd);
    if (following && !atEnd) setSeen(count);
  };
  return { following, follow: () => setFollowing(true), newer: count - seen, onScroll };
}

/** What is in sight stays there when older rows are put before it. */
function useKeptPlace(
  rows: readonly Row[],
  virtual: { readonly scrollToIndex: (index: number, options: { align: 'start' }) => void },
  following: boolean,
): void {
  const firstKey = rows[0]?.key;
  const before = useRef(firstKey);
  useLayoutEffect(() => {
    const added = before.current === firstKey ? 0 : rows.findIndex(({ key }) => key === before.current);
    before.current = firstKey;
    if (added > 0 && !following) virtual.scrollToIndex(added + nearTop, { align: 'start' });
  }, [firstKey, rows, virtual, following]);
}

/** Lines that were typed here and have not been answered yet. */
function Waiting({ sign, waiting }: Pick<ScrollbackProps, 'sign' | 'waiting'>): ReactNode {
  return waiting.map(({ line, accepted }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they leave in the order in which they came
    <div key={index} className={styles.row} data-kind="typed">
      <span className={styles.sign}>{sign}</span>
      {line}
      <span className={styles.meta}>{accepted === null ? 'sending…' : 'accepted, not done yet'}</span>
    </div>
  ));
}

/** The way to the end, where something has come meanwhile. */
function NewerLines({ count, onEnd }: { readonly count: number; readonly onEnd: () => void }): ReactNode {
  if (count <= 0) return null;
  return (
    <div className={styles.newer}>
      <Button kind="primary" size="small" onClick={onEnd}>
        {countOf(count, 'new line')}
      </Button>
    </div>
  );
}
