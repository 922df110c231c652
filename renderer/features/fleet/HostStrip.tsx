import { memo, type ReactNode } from 'react';
import styles from './FleetMap.module.css';
import { conditionOf, hostSentence, wordOf } from './fleet-words.ts';
import type { HostOnMapProps } from './HostBlock.tsx';
import { MapCell } from './MapCell.tsx';
import { boardCondition, boardWords } from './memory-words.ts';
import { isBoardMemory } from './selection.ts';

/** A host in marks alone: a column a board, its processors above its memory. For fleets of hundreds of processors. */
export const HostStrip = memo(function HostStrip(props: HostOnMapProps): ReactNode {
  const { host, selection, entrance, onSelect } = props;
  const name = host.host;
  return (
    <section className={styles.strip} aria-label={name}>
      <button
        type="button"
        className={styles.stripHead}
        aria-pressed={selection?.part === null}
        onClick={() => onSelect({ host: name, part: null })}
      >
        <span className={styles.stripName}>{name}</span>
        <span className={host.down === null ? styles.stripWords : styles.stripDown}>{hostSentence(host)}</span>
      </button>
      <div className={styles.columns} data-down={host.down === null ? undefined : true}>
        {host.boards.map(({ board, processors }) => (
          <div key={board} className={styles.column}>
            <span className={styles.columnName} title={board}>
              {shortName(board)}
            </span>
            {processors.map((processor) => (
              <MapCell
                key={processor.processor}
                host={name}
                part={processor.processor}
                mark={conditionOf(processor)}
                label={`CPU${processor.processor} of ${name}, ${wordOf(processor)}`}
                selected={selection?.part === processor.processor}
                isEntrance={entrance?.part === processor.processor}
                onSelect={onSelect}
              />
            ))}
            <MapCell
              host={name}
              part="memory"
              board={board}
              mark={boardCondition(host, board)}
              label={`Memory of ${board} of ${name}, ${boardWords(host, board)}`}
              selected={isBoardMemory(selection, board)}
              isEntrance={isBoardMemory(entrance, board)}
              onSelect={onSelect}
            />
          </div>
        ))}
      </div>
    </section>
  );
});

/** `2` of `SB2` and of `/N0/SB2`. */
const shortName = (board: string): string => board.replace(/^.*?(\d+)$/, '$1');
