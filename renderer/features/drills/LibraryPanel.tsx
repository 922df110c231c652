import type { ReactNode } from 'react';
import { humanDuration } from '../../../shared/lib/duration.ts';
import { countOf, groupDigits } from '../../../shared/lib/format.ts';
import type { DrillSummary } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Cell, Row, Table } from '../../ui/Table.tsx';
import { Tag } from '../../ui/Tag.tsx';
import styles from './DrillsScreen.module.css';
import { ImportDrop } from './ImportDrop.tsx';

interface LibraryPanelProps {
  readonly loaded: boolean;
  readonly drills: readonly DrillSummary[];
  readonly selected: string | null;
  readonly onSelect: (drill: string) => void;
}

const columns = [
  { name: 'drill' },
  { name: 'hosts' },
  { name: 'injects', kind: 'number' as const },
  { name: 'length', kind: 'number' as const },
  { name: 'from', kind: 'narrow' as const },
];

/** The drills that can be started, and the place to add one's own. */
export function LibraryPanel({ loaded, drills, selected, onSelect }: LibraryPanelProps): ReactNode {
  const move = (step: number): void => {
    const index = drills.findIndex(({ drill }) => drill === selected) + step;
    const next = drills[Math.max(0, Math.min(drills.length - 1, index))];
    if (next !== undefined) onSelect(next.drill);
  };
  useKeys('Drills', [
    { keys: 'j', does: 'Select the next drill', run: () => move(1) },
    { keys: 'ArrowDown', does: 'Select the next drill', run: () => move(1) },
    { keys: 'k', does: 'Select the drill before', run: () => move(-1) },
    { keys: 'ArrowUp', does: 'Select the drill before', run: () => move(-1) },
  ]);
  return (
    <Panel
      title={loaded ? `${countOf(drills.length, 'drill')} to choose from` : 'Reading the drills'}
      secondary="from real Solaris logs"
      padded={false}
      className={styles.library}
    >
      <div className={styles.inner}>
        <Table label="Drills" columns={columns}>
          {drills.map((drill) => (
            <Row key={drill.drill} selected={drill.drill === selected} onChoose={() => onSelect(drill.drill)}>
              <Cell>{drill.title}</Cell>
              <Cell kind="mono">{hostsInShort(drill.hosts)}</Cell>
              <Cell kind="number">{groupDigits(drill.injects)}</Cell>
              <Cell kind="number">{humanDuration(drill.lengthNs)}</Cell>
              <Cell kind="narrow">
                <Tag tone={drill.source === 'imported' ? 'info' : 'neutral'}>{drill.source}</Tag>
              </Cell>
            </Row>
          ))}
        </Table>
        <ImportDrop onImported={onSelect} />
      </div>
    </Panel>
  );
}

function hostsInShort(hosts: readonly string[]): string {
  const [first = ''] = hosts;
  return hosts.length <= 2 ? hosts.join(', ') : `${first} and ${hosts.length - 1} more`;
}
