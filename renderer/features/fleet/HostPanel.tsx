import type { ReactNode } from 'react';
import type { HostView } from '../../../shared/model/views.ts';
import { Panel } from '../../ui/Panel.tsx';
import styles from './FleetScreen.module.css';
import { hostWords, placesOf, stateSentence } from './fleet-words.ts';
import { ProcessorCell } from './ProcessorCell.tsx';
import type { Selection } from './selection.ts';

interface HostPanelProps {
  readonly host: HostView;
  /** There is no other host, so that the screen's heading says how it does. */
  readonly alone: boolean;
  readonly selection: Selection | null;
  readonly onSelect: (host: string, processor: number | null) => void;
}

/** A host's boards with their processors. */
export function HostPanel({ host, alone, selection, onSelect }: HostPanelProps): ReactNode {
  const title = (
    <button type="button" className={styles.hostButton} onClick={() => onSelect(host.host, null)}>
      {alone ? host.host : `${host.host}: ${lowerFirst(stateSentence(placesOf([host])))}`}
    </button>
  );
  return (
    <Panel className={styles.host} title={title} secondary={hostWords(host)} padded={false}>
      <div className={styles.boards}>
        {host.boards.map(({ board, processors }) => (
          <div key={board} className={styles.board}>
            <span className={styles.boardName}>{board}</span>
            {processors.map((processor) => (
              <ProcessorCell
                key={processor.processor}
                host={host.host}
                processor={processor}
                selected={selection?.host === host.host && selection.processor === processor.processor}
                onSelect={onSelect}
              />
            ))}
          </div>
        ))}
      </div>
    </Panel>
  );
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
