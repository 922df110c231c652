import { memo, type ReactNode } from 'react';
import type { HostView } from '../../../shared/model/views.ts';
import { Panel } from '../../ui/Panel.tsx';
import styles from './FleetMap.module.css';
import { conditionOf, hostSentence, hostWords, wordOf } from './fleet-words.ts';
import { MapCell } from './MapCell.tsx';
import { boardCondition, boardWords } from './memory-words.ts';
import { isBoardMemory, type Selection } from './selection.ts';

export interface HostOnMapProps {
  readonly host: HostView;
  /** There is no other host, so that the screen's heading says how it does. */
  readonly alone: boolean;
  /** Null while something of another host is selected. */
  readonly selection: Selection | null;
  /** What Tab leads to; null while that is at another host. */
  readonly entrance: Selection | null;
  readonly onSelect: (selection: Selection) => void;
}

/** A host's boards, each with its processors and its memory, in words. */
export const HostBlock = memo(function HostBlock(props: HostOnMapProps): ReactNode {
  const { host, alone, selection, entrance, onSelect } = props;
  const name = host.host;
  const title = (
    <button type="button" className={styles.hostButton} onClick={() => onSelect({ host: name, part: null })}>
      {alone ? name : `${name}: ${hostSentence(host)}`}
    </button>
  );
  return (
    <Panel className={styles.block} title={title} secondary={hostWords(host)} padded={false}>
      <div className={styles.boards} data-down={host.down === null ? undefined : true}>
        {host.boards.map(({ board, processors }) => (
          <div key={board} className={styles.board}>
            <span className={styles.boardName}>{board}</span>
            {processors.map((processor) => (
              <MapCell
                key={processor.processor}
                host={name}
                part={processor.processor}
                mark={conditionOf(processor)}
                name={`CPU${processor.processor}`}
                word={wordOf(processor)}
                label={`CPU${processor.processor}, ${wordOf(processor)}`}
                count={processor.serdCount}
                limit={processor.serdLimit}
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
              name="memory"
              word={boardWords(host, board)}
              label={`Memory of ${board}, ${boardWords(host, board)}`}
              selected={isBoardMemory(selection, board)}
              isEntrance={isBoardMemory(entrance, board)}
              onSelect={onSelect}
            />
          </div>
        ))}
      </div>
    </Panel>
  );
});
