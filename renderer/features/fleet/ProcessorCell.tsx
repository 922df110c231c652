import { memo, type ReactNode } from 'react';
import type { ProcessorView } from '../../../shared/model/views.ts';
import { ConditionMark } from './ConditionMark.tsx';
import styles from './FleetScreen.module.css';
import { conditionOf, wordOf } from './fleet-words.ts';

interface ProcessorCellProps {
  readonly host: string;
  readonly processor: ProcessorView;
  readonly selected: boolean;
  readonly onSelect: (host: string, processor: number) => void;
}

/** One processor on its board. */
export const ProcessorCell = memo(function ProcessorCell(props: ProcessorCellProps): ReactNode {
  const { host, processor, selected, onSelect } = props;
  const condition = conditionOf(processor);
  return (
    <button
      type="button"
      className={styles.processor}
      aria-pressed={selected}
      onClick={() => onSelect(host, processor.processor)}
    >
      <ConditionMark condition={condition} />
      <span className={styles.name}>CPU{processor.processor}</span>
      {condition === 'counting' && processor.serdCount > 0 && (
        <SerdCount count={processor.serdCount} limit={processor.serdLimit} />
      )}
      <span className={condition === 'well' ? styles.condition : `${styles.condition} ${styles[condition]}`}>
        {wordOf(processor)}
      </span>
    </button>
  );
});

/** Filled marks for counted errors; the last mark is the one that is too many. */
function SerdCount({ count, limit }: { readonly count: number; readonly limit: number }): ReactNode {
  const marks = Array.from({ length: Math.min(limit + 1, 8) }, (_, index) => index < count);
  return (
    <span className={styles.pips} title={`SERD: ${count} counted, limit ${limit}`}>
      <span className={styles.hidden}>
        {count} errors counted, limit {limit}
      </span>
      {marks.map((full, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the marks have no other name than their place
        <span key={index} className={full ? `${styles.pip} ${styles.full}` : styles.pip} aria-hidden="true" />
      ))}
    </span>
  );
}
