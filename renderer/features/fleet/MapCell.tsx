import { memo, type ReactNode } from 'react';
import styles from './FleetMap.module.css';
import { PartMark } from './PartMark.tsx';
import type { Selection } from './selection.ts';
import type { Mark } from './troubles.ts';

/** The name by which a cell of the map is found again. */
const cellKey = (host: string, part: Selection['part'], board = ''): string => `${host}|${part ?? ''}|${board}`;

interface MapCellProps {
  readonly host: string;
  readonly part: Selection['part'];
  /** Set for the memory of one board. */
  readonly board?: string;
  readonly mark: Mark;
  /** `CPU64`; left out where the place says it. */
  readonly name?: string;
  /** What is said beside the mark; left out where there is no room. */
  readonly word?: string;
  /** The whole of it in words, for the pointer and for who cannot see the place. */
  readonly label: string;
  readonly selected: boolean;
  /** Reached by Tab: one cell of a map is. */
  readonly isEntrance: boolean;
  /** Errors that count, and how many may. */
  readonly count?: number;
  readonly limit?: number;
  readonly onSelect: (selection: Selection) => void;
}

/** One part of the map: a processor, or the memory of a board. Drawn again only when something about it changes. */
export const MapCell = memo(function MapCell(props: MapCellProps): ReactNode {
  const { host, part, board = '', mark, name, word, label, selected, isEntrance, count = 0, limit = 0 } = props;
  const isSmall = name === undefined;
  return (
    <button
      type="button"
      data-cell={cellKey(host, part, board)}
      className={isSmall ? `${styles.cell} ${styles.small}` : styles.cell}
      data-part={part === 'memory' ? 'memory' : undefined}
      aria-pressed={selected}
      aria-label={isSmall ? label : undefined}
      title={label}
      tabIndex={isEntrance ? 0 : -1}
      onClick={() => props.onSelect(board === '' ? { host, part } : { host, part, focus: board })}
    >
      <PartMark mark={mark} />
      {!isSmall && <span className={styles.name}>{name}</span>}
      {!isSmall && mark === 'counting' && count > 0 && <Pips count={count} limit={limit} />}
      {word !== undefined && <span className={mark === 'well' ? styles.word : styles.strong}>{word}</span>}
    </button>
  );
});

/** Filled marks for counted errors; the last mark is the one that is too many. */
function Pips({ count, limit }: { readonly count: number; readonly limit: number }): ReactNode {
  const marks = Array.from({ length: Math.min(limit + 1, 6) }, (_, index) => index < count);
  return (
    <span className={styles.pips} aria-hidden="true">
      {marks.map((full, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the marks have no other name than their place
        <span key={index} className={full ? `${styles.pip} ${styles.full}` : styles.pip} />
      ))}
    </span>
  );
}
