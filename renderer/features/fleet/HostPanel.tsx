import type { ReactNode } from 'react';
import type { HostView } from '../../../shared/model/views.ts';
import { Panel } from '../../ui/Panel.tsx';
import styles from './FleetScreen.module.css';
import { hostWords, placesOf, stateSentence } from './fleet-words.ts';
import { ProcessorCell } from './ProcessorCell.tsx';
import type { Selection } from './selection.ts';

interface HostPanelProps {
  readonly host: HostView;
  readonly selection: Selection | null;
  readonly onSelect: (host: string, processor: number | null) => void;
}

/** A host's boards with their processors. */
export function HostPanel({ host, selection, onSelect }: HostPanelProps): ReactNode {
  const title = (
    <button type="button" className={styles.hostButton} onClick={() => onSelect(host.host, null)}>
      {host.host}: {lowerFirst(stateSentence(placesOf([host])))}
    </button>
  );
  return (
    <Panel className={styles.host} title={title} secondary={hostWords(host)} padded={false}>
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
    </Panel>
  );
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
