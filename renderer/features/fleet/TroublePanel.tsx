import type { ReactNode } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import { useKeys } from '../../app/keyboard.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Cell, Row, Table } from '../../ui/Table.tsx';
import { Time } from '../../ui/Time.tsx';
import { ConditionMark } from './ConditionMark.tsx';
import styles from './FleetScreen.module.css';
import { conditionOf, type Place, wordOf } from './fleet-words.ts';
import type { Selection } from './selection.ts';

const isSelected = (selection: Selection | null, host: string, processor: number): boolean =>
  selection?.host === host && selection.processor === processor;

interface TroublePanelProps {
  readonly troubled: readonly Place[];
  readonly selection: Selection | null;
  readonly onSelect: (host: string, processor: number) => void;
}

const columns = [
  { name: 'host' },
  { name: 'processor' },
  { name: 'state' },
  { name: 'SERD', kind: 'number' as const },
  { name: 'limit', kind: 'number' as const },
  { name: 'errors', kind: 'number' as const },
  { name: 'last error' },
  { name: 'next attempt' },
];

/** The processors that need a look, as rows to compare; nothing while all are well. */
export function TroublePanel({ troubled, selection, onSelect }: TroublePanelProps): ReactNode {
  const move = (step: number): void => {
    const index = troubled.findIndex(({ host, processor }) => isSelected(selection, host.host, processor.processor));
    const next = troubled[Math.max(0, Math.min(troubled.length - 1, index + step))];
    if (next !== undefined) onSelect(next.host.host, next.processor.processor);
  };
  useKeys('Fleet', [
    { keys: 'j', does: 'Select the next processor that needs a look', run: () => move(1) },
    { keys: 'k', does: 'Select the one before', run: () => move(-1) },
  ]);
  if (troubled.length === 0) return null;
  const title = `${countOf(troubled.length, 'processor')} ${troubled.length === 1 ? 'needs' : 'need'} a look`;
  return (
    <Panel className={styles.trouble} title={title} secondary="worst first" padded={false}>
      <Table label={title} columns={columns}>
        {troubled.map(({ host, processor }) => (
          <Row
            key={`${host.host}/${processor.processor}`}
            selected={isSelected(selection, host.host, processor.processor)}
            onChoose={() => onSelect(host.host, processor.processor)}
          >
            <Cell kind="mono">{host.host}</Cell>
            <Cell kind="mono">CPU{processor.processor}</Cell>
            <Cell>
              <ConditionMark condition={conditionOf(processor)} /> {wordOf(processor)}
            </Cell>
            <Cell kind="number">{processor.serdCount}</Cell>
            <Cell kind="number">{processor.serdLimit}</Cell>
            <Cell kind="number">{processor.errors}</Cell>
            <Cell>{processor.lastErrorAtNs !== null && <Time atNs={processor.lastErrorAtNs} />}</Cell>
            <Cell>{processor.nextAttemptNs !== null && <Time atNs={processor.nextAttemptNs} />}</Cell>
          </Row>
        ))}
      </Table>
    </Panel>
  );
}
