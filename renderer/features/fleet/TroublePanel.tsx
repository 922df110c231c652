import type { ReactNode } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import { useKeys } from '../../app/keyboard.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Cell, Row, Table } from '../../ui/Table.tsx';
import { Time } from '../../ui/Time.tsx';
import styles from './FleetScreen.module.css';
import { PartMark } from './PartMark.tsx';
import { isSame, type Selection } from './selection.ts';
import type { Trouble } from './troubles.ts';

/** Rows shown: who has more trouble than this reads the map. */
const mostRows = 100;

interface TroublePanelProps {
  readonly troubles: readonly Trouble[];
  readonly selection: Selection | null;
  readonly onSelect: (selection: Selection) => void;
}

const columns = [
  { name: 'host' },
  { name: 'part' },
  { name: 'state' },
  { name: 'counted', kind: 'number' as const },
  { name: 'errors', kind: 'number' as const },
  { name: 'last error' },
  { name: 'next' },
];

/** What needs a look, as rows to compare; nothing while all is well. */
export function TroublePanel({ troubles, selection, onSelect }: TroublePanelProps): ReactNode {
  const move = (step: number): void => {
    const index = troubles.findIndex((trouble) => isSame(selection, trouble.selection));
    const next = troubles[Math.max(0, Math.min(troubles.length - 1, index + step))];
    if (next !== undefined) onSelect(next.selection);
  };
  useKeys('Fleet', [
    { keys: 'j', does: 'Select the next part that needs a look', run: () => move(1) },
    { keys: 'k', does: 'Select the one before', run: () => move(-1) },
  ]);
  if (troubles.length === 0) return null;
  const title = `${countOf(troubles.length, 'part')} ${troubles.length === 1 ? 'needs' : 'need'} a look`;
  const secondary = troubles.length > mostRows ? `the worst ${mostRows}` : 'worst first';
  return (
    <Panel className={styles.trouble} title={title} secondary={secondary} padded={false}>
      <Table label={title} columns={columns}>
        {troubles.slice(0, mostRows).map(({ key, selection: own, part, mark, word, counted, errors, ...at }) => (
          <Row key={key} selected={isSame(selection, own)} onChoose={() => onSelect(own)}>
            <Cell kind="mono">{own.host}</Cell>
            <Cell kind="mono">{part}</Cell>
            <Cell kind="steady">
              <PartMark mark={mark} /> {word}
            </Cell>
            <Cell kind="number">{counted === null ? '' : `${counted.count} of ${counted.limit}`}</Cell>
            <Cell kind="number">{errors ?? ''}</Cell>
            <Cell>{at.lastErrorAtNs !== null && <Time atNs={at.lastErrorAtNs} />}</Cell>
            <Cell>{at.nextAtNs !== null && <Time atNs={at.nextAtNs} />}</Cell>
          </Row>
        ))}
      </Table>
    </Panel>
  );
}
