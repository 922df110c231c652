import { memo, type ReactNode, useRef } from 'react';
import { humanDuration } from '../../../shared/lib/duration.ts';
import { processorName } from '../../../shared/lib/format.ts';
import type { ScheduledProcessor, ScheduledTask, SchedulerView } from '../../../shared/model/scheduler-views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Cell, Row, Table } from '../../ui/Table.tsx';
import { PriorityBits } from './PriorityBits.tsx';
import styles from './SchedulerScreen.module.css';
import { SliceBar } from './SliceBar.tsx';
import { processorSentence, signed, waitersOf, waitingTasks } from './scheduler-words.ts';
import { type Selection, stepIn } from './selection.ts';
import { useShowSelected } from './use-show-selected.ts';

const columns = [
  { name: 'processor' },
  { name: 'runs' },
  { name: 'for', kind: 'number' as const },
  { name: 'priority', kind: 'number' as const },
  { name: 'slice left' },
  { name: 'active' },
  { name: 'expired' },
  { name: 'waits', kind: 'number' as const },
];

interface ProcessorsPanelProps {
  readonly view: SchedulerView;
  readonly selected: ScheduledProcessor | null;
  readonly onSelect: (selection: Selection) => void;
}

/** Every processor with both of its priority arrays, a row each. */
export function ProcessorsPanel({ view, selected, onSelect }: ProcessorsPanelProps): ReactNode {
  const { processors } = view;
  const tasks = new Map(view.tasks.map((task) => [task.task, task]));
  const longest = new Map<number, number>();
  for (const { task, forNs } of waitingTasks(view)) {
    if (!longest.has(task.processor)) longest.set(task.processor, forNs);
  }
  const move = (step: number): void => {
    const next = stepIn(processors, ({ processor }) => processor === selected?.processor, step);
    if (next !== null) onSelect({ kind: 'processor', processor: next.processor });
  };
  useKeys('Scheduler', [
    { keys: 'j', does: 'Select the next processor', run: () => move(1) },
    { keys: 'k', does: 'Select the processor before', run: () => move(-1) },
  ]);
  const rows = useRef<HTMLDivElement>(null);
  useShowSelected(rows, selected?.processor ?? null);
  const title = 'Run queues';
  return (
    <Panel
      className={styles.processors}
      title={title}
      secondary="dots: real-time, 0 to 99; bars: 100 to 139, best left; orange: four tasks or more"
      padded={false}
    >
      <div ref={rows} className={styles.rows}>
        <Table label={title} columns={columns}>
          {processors.map((processor) => (
            <ProcessorRow
              key={processor.processor}
              processor={processor}
              running={processor.runs === null ? null : (tasks.get(processor.runs.task) ?? null)}
              ranNs={processor.runs === null ? 0 : view.atNs - processor.runs.sinceNs}
              longestNs={longest.get(processor.processor) ?? 0}
              selected={processor.processor === selected?.processor}
              onSelect={onSelect}
            />
          ))}
        </Table>
      </div>
    </Panel>
  );
}

interface ProcessorRowProps {
  readonly processor: ScheduledProcessor;
  readonly running: ScheduledTask | null;
  /** How long that has been running. */
  readonly ranNs: number;
  readonly longestNs: number;
  readonly selected: boolean;
  readonly onSelect: (selection: Selection) => void;
}

const ProcessorRow = memo(function ProcessorRow(props: ProcessorRowProps): ReactNode {
  const { processor, running, ranNs, longestNs, selected, onSelect } = props;
  const waiters = waitersOf(processor);
  const choose = (): void => onSelect({ kind: 'processor', processor: processor.processor });
  return (
    <Row selected={selected} onChoose={choose}>
      <Cell kind="mono" title={processorSentence(processor, running)}>
        {processorName(processor.processor)}
      </Cell>
      <Cell kind="mono">
        {processor.onLine ? (
          <span className={running === null ? styles.dim : styles.name}>{running?.name ?? 'idle'}</span>
        ) : (
          <span className={styles.dim}>off-line</span>
        )}
      </Cell>
      <Cell kind="number">{running !== null && humanDuration(ranNs)}</Cell>
      <Cell kind="number">{running !== null && <PriorityCell task={running} />}</Cell>
      <Cell>{running !== null && <SliceBar task={running} />}</Cell>
      <Cell>{processor.onLine && <PriorityBits label="active" lists={processor.active} />}</Cell>
      <Cell>{processor.onLine && <PriorityBits label="expired" lists={processor.expired} />}</Cell>
      <Cell kind="number">
        {waiters > 0 && (
          <>
            <b>{waiters}</b>, {humanDuration(longestNs)}
          </>
        )}
      </Cell>
    </Row>
  );
});

function PriorityCell({ task }: { readonly task: ScheduledTask }): ReactNode {
  if (task.policy !== 'other') return `${task.priority} RT`;
  return (
    <>
      {task.priority} <span className={styles.bonus}>{signed(task.bonus)}</span>
    </>
  );
}
