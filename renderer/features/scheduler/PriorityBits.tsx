import { memo, type ReactNode } from 'react';
import type { PriorityList } from '../../../shared/model/scheduler-views.ts';
import styles from './PriorityBits.module.css';
import { bitsByLength, bitsHeightPx, bitsInWords, bitsWidthPx, everyBit, pathOfBits } from './priority-bits.ts';

interface PriorityBitsProps {
  /** What it is the bitmap of: "active". */
  readonly label: string;
  readonly lists: readonly PriorityList[];
}

/** A priority array as the kernel's bitmap: a bit that is set is a list that has tasks, brighter the longer it is. */
export const PriorityBits = memo(function PriorityBits({ label, lists }: PriorityBitsProps): ReactNode {
  const [few, some, many] = bitsByLength(lists);
  const words = `${label}: ${bitsInWords(lists)}`;
  return (
    <svg
      className={styles.bits}
      width={bitsWidthPx}
      height={bitsHeightPx}
      viewBox={`0 0 ${bitsWidthPx} ${bitsHeightPx}`}
      role="img"
      aria-label={words}
    >
      <title>{words}</title>
      <path className={styles.ground} d={everyBit} />
      <path className={styles.few} d={pathOfBits(few)} />
      <path className={styles.some} d={pathOfBits(some)} />
      <path className={styles.many} d={pathOfBits(many)} />
    </svg>
  );
});
