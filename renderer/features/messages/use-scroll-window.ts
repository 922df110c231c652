import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type DrawnLines, drawnLines, linePx, type ScrollMap, scrollMap, topToShow } from './scroll-map.ts';

/** Nearer to the end than this counts as at the end. */
const endPx = 12;

interface ScrollWindow {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Holds the drawn lines; it is moved without drawing them again. */
  readonly drawn: RefObject<HTMLDivElement | null>;
  readonly heightPx: number;
  readonly lines: DrawnLines;
  readonly goTo: (rank: number) => void;
}

interface Position {
  topPx: number;
  /** Where the scroll bar was put last, so that its own move is not taken for a person's. */
  barPx: number;
}

/** Keys that move the view by so many times its height; a browser would move it by too much where the bar is scaled. */
const keyPages: Readonly<Record<string, number>> = {
  PageUp: -1,
  PageDown: 1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * Draws only the lines of a long log that are in sight. `onEnd` is told whenever somebody scrolls to its end or away
 * from it. While `following` the end stays in sight.
 */
export function useScrollWindow(count: number, following: boolean, onEnd: (atEnd: boolean) => void): ScrollWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const drawn = useRef<HTMLDivElement>(null);
  const position = useRef<Position>({ topPx: 0, barPx: 0 });
  const viewPx = useViewHeight(scroller);
  const map = useMemo(() => scrollMap(count, viewPx), [count, viewPx]);
  const [lines, setLines] = useState<DrawnLines>(() => drawnLines(count, 0, 0));

  const place = useCallback(() => {
    const { topPx } = position.current;
    const next = drawnLines(count, topPx, viewPx);
    setLines((now) => (now.first === next.first && now.last === next.last ? now : next));
  }, [count, viewPx]);

  const placeSoon = useOncePerFrame(place);

  /** Moves the view; which lines are drawn follows with the frame, so that several keys in one frame cost as one. */
  const goToTop = useCallback(
    (topPx: number) => {
      const element = scroller.current;
      if (element === null) return;
      const clampedPx = Math.max(0, Math.min(map.farthestTopPx, topPx));
      // It is not read back: that would have the page laid out at every turn of the wheel.
      const barPx = map.barOf(clampedPx);
      position.current = { topPx: clampedPx, barPx };
      element.scrollTop = barPx;
      placeSoon();
    },
    [map, placeSoon],
  );

  useLayoutEffect(() => {
    if (following) goToTop(map.farthestTopPx);
    place();
  }, [following, map, goToTop, place]);

  useLayoutEffect(() => moveDrawn(drawn.current, position.current, lines));

  useScrolling(scroller, {
    map,
    viewPx,
    position,
    goToTop,
    place: placeSoon,
    onEnd,
    moved: () => moveDrawn(drawn.current, position.current, lines),
  });

  const goTo = useCallback(
    (rank: number) => goToTop(topToShow(rank, position.current.topPx, viewPx)),
    [goToTop, viewPx],
  );
  return { scroller, drawn, heightPx: map.heightPx, lines, goTo };
}

/** Does it before the next frame is painted, once however often it is asked for. */
function useOncePerFrame(work: () => void): () => void {
  const latest = useRef(work);
  const frame = useRef<number | null>(null);
  useLayoutEffect(() => {
    latest.current = work;
  });
  useEffect(
    () => () => {
      if (frame.current !== null) cancelAnimationFrame(frame.current);
      frame.current = null;
    },
    [],
  );
  return useCallback(() => {
    frame.current ??= requestAnimationFrame(() => {
      frame.current = null;
      flushSync(() => latest.current());
    });
  }, []);
}

/** Puts the drawn lines where they belong at this position of the scroll bar. */
function moveDrawn(element: HTMLDivElement | null, { topPx, barPx }: Position, { first }: DrawnLines): void {
  if (element !== null) element.style.transform = `translateY(${barPx - topPx + first * linePx}px)`;
}

interface Scrolling {
  readonly map: ScrollMap;
  readonly viewPx: number;
  readonly position: RefObject<Position>;
  readonly goToTop: (topPx: number) => void;
  readonly place: () => void;
  readonly onEnd: (atEnd: boolean) => void;
  readonly moved: () => void;
}

/** Follows the scroll bar, and moves it by whole lines where it is scaled. */
function useScrolling(scroller: RefObject<HTMLDivElement | null>, scrolling: Scrolling): void {
  const latest = useRef(scrolling);
  useLayoutEffect(() => {
    latest.current = scrolling;
  });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onScroll = (): void => {
      const { map, position, place, onEnd, moved } = latest.current;
      const barPx = element.scrollTop;
      const isOwn = Math.abs(barPx - position.current.barPx) < 1;
      if (!isOwn) position.current = { topPx: map.topOf(barPx), barPx };
      moved();
      place();
      if (!isOwn) onEnd(map.farthestTopPx - position.current.topPx < endPx);
    };
    const moveBy = (byPx: number): void => {
      const { map, position, goToTop, onEnd } = latest.current;
      goToTop(position.current.topPx + byPx);
      onEnd(map.farthestTopPx - position.current.topPx < endPx);
    };
    const onWheel = (event: WheelEvent): void => {
      if (!latest.current.map.isScaled || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      moveBy(event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * linePx : event.deltaY);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const pages = keyPages[event.key];
      if (pages === undefined || !latest.current.map.isScaled) return;
      event.preventDefault();
      moveBy(pages * (latest.current.viewPx - 2 * linePx));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('keydown', onKeyDown);
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('keydown', onKeyDown);
    };
  }, [scroller]);
}

function useViewHeight(scroller: RefObject<HTMLDivElement | null>): number {
  const [heightPx, setHeightPx] = useState(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => setHeightPx(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return heightPx;
}
