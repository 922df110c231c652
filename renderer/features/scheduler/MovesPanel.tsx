import type { ReactNode } from 'react';
import { processorName } from '../../../shared/lib/format.ts';
import type { TaskMove } from '../../../shared/model/scheduler-views.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import styles from './SchedulerScreen.module.css';
import type { Selection } from './selection.ts';

interface MovesPanelProps {
  readonly moves: readonly TaskMove[];
  readonly onSelect: (selection: Selection) => void;
}

/** Tasks that went from one processor to another, and why. */
export function MovesPanel({ moves, onSelect }: MovesPanelProps): ReactNode {
  return (
    <Panel title="Moves between processors" secondary="newest first" padded={false}>
      {moves.length === 0 ? (
        <p className={styles.nothing}>No task has changed its processor yet: no queue was much longer than another.</p>
      ) : (
        <ol>
          {moves.map((move, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: moves of one instant have nothing else to tell them apart
            <li key={`${move.atNs} ${move.task} ${index}`} className={styles.move}>
              <Time atNs={move.atNs} milliseconds />
              <span>
                <button
                  type="button"
                  className={styles.chip}
                  onClick={() => onSelect({ kind: 'task', task: move.task })}
                >
                  {move.name}
                </button>{' '}
                {processorName(move.from)} → {processorName(move.to)}
                <span className={styles.moveWhy}>{move.why}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
