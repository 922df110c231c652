import { useState } from 'react';
import { useKeys } from '../../app/keyboard.ts';
import type { LineBook } from './line-book.ts';

interface Reading {
  /** Whether the newest lines are kept in sight. */
  readonly following: boolean;
  /** Lines that came since somebody held the log. */
  readonly newer: number;
  /** Rank of the line that is explained. */
  readonly selected: number | null;
  readonly follow: (following: boolean) => void;
  readonly select: (rank: number) => void;
  readonly close: () => void;
  /** Begins anew, for another filter. */
  readonly restart: () => void;
}

/** Where somebody is in the log: following it, or holding it to read a line. */
export function useReading(book: LineBook): Reading {
  const [heldAt, setHeldAt] = useState<number | null>(null);
  const [selected, setSelected] = useState<number | null>(null);
  const follow = (following: boolean): void => setHeldAt(following ? null : book.count);
  const select = (rank: number): void => {
    setSelected(Math.max(0, Math.min(book.count - 1, rank)));
    if (heldAt === null) follow(false);
  };
  const close = (): void => setSelected(null);
  const restart = (): void => {
    close();
    follow(true);
  };
  const move = (step: number): void => select(selected === null ? book.count - 1 : selected + step);
  useKeys('Messages', [
    { keys: 'f', does: 'Follow the log or hold it', run: () => follow(heldAt !== null) },
    { keys: 'Escape', does: 'Close what the line says', run: close },
    { keys: 'j', does: 'Select the next line', run: () => move(1) },
    { keys: 'ArrowDown', does: 'Select the next line', run: () => move(1) },
    { keys: 'k', does: 'Select the line before', run: () => move(-1) },
    { keys: 'ArrowUp', does: 'Select the line before', run: () => move(-1) },
  ]);
  const newer = heldAt === null ? 0 : book.count - heldAt;
  return { following: heldAt === null, newer, selected, follow, select, close, restart };
}
