import { memo, type ReactNode, type RefObject, useRef, useState } from 'react';
import { humanDuration } from '../../../shared/lib/duration.ts';
import { countOf, processorName } from '../../../shared/lib/format.ts';
import type { ScheduledTask, SchedulerView } from '../../../shared/model/scheduler-views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Cell, Row, Table } from '../../ui/Table.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './SchedulerScreen.module.css';
import { SliceBar } from './SliceBar.tsx';
import { signed, stateWords, waitedNs, waitingTasks } from './scheduler-words.ts';
import { type Selection, stepIn } from './selection.ts';
import { useShowSelected } from './use-show-selected.ts';

/** Rows shown: who is not among them is found by a name. */
const mostRows = 150;

const columns = [
  { name: 'task' },
  { name: 'pid', kind: 'number' as const },
  { name: 'state' },
  { name: 'processor' },
  { name: 'nice', kind: 'number' as const },
  { name: 'priority', kind: 'number' as const },
  { name: 'bonus', kind: 'number' as const },
  { name: 'slice left' },
  { name: 'ran', kind: 'number' as const },
];

const shown = [
  { value: 'all', label: 'All' },
  { value: 'waiting', label: 'Who waits', title: 'Only who waits for a processor' },
] as const;
type Shown = (typeof shown)[number]['value'];

interface TasksPanelProps {
  readonly view: SchedulerView;
  readonly selected: ScheduledTask | null;
  readonly onSelect: (selection: Selection) => void;
  readonly search: RefObject<(HTMLInputElement & HTMLTextAreaElement) | null>;
}

/** The tasks of a host. All of them stand in order of the time that they ran, who waits by how long. */
export function TasksPanel({ view, selected, onSelect, search }: TasksPanelProps): ReactNode {
  const [kind, setKind] = useState<Shown>('all');
  const [text, setText] = useState('');
  const found = tasksShown(view, kind, text);
  const rows = found.slice(0, mostRows);
  const table = useRef<HTMLDivElement>(null);
  useShowSelected(table, selected?.task ?? null);
  const move = (step: number): void => {
    const next = stepIn(rows, ({ task }) => task === selected?.task, step);
    if (next !== null) onSelect({ kind: 'task', task: next.task });
  };
  useKeys('Scheduler', [
    { keys: ']', does: 'Select the next task', run: () => move(1) },
    { keys: '[', does: 'Select the task before', run: () => move(-1) },
    { keys: 'a', does: 'Show all tasks, or only who waits', run: () => setKind(kind === 'all' ? 'waiting' : 'all') },
    { keys: '/', does: 'Find a task', run: () => search.current?.focus() },
  ]);
  return (
    <Panel
      className={styles.tasks}
      title={countOf(found.length, 'task')}
      secondary={secondaryOf(kind, found.length)}
      padded={false}
      actions={
        <>
          <SegmentedControl label="Tasks shown" value={kind} segments={shown} onChange={setKind} />
          <div className={styles.search}>
            <TextField
              label="Find a task"
              labelHidden
              placeholder="Find a task /"
              value={text}
              onChange={setText}
              inputRef={search}
              onKeyDown={({ key }) => {
                if (key === 'Escape' || key === 'Enter') search.current?.blur();
              }}
            />
          </div>
        </>
      }
    >
      <div ref={table} className={styles.rows}>
        <Table label="Tasks" columns={columns}>
          {rows.map((task) => (
            <TaskRow
              key={task.task}
              task={task}
              waited={waitedNs(task, view.atNs)}
              selected={task.task === selected?.task}
              onSelect={onSelect}
            />
          ))}
        </Table>
      </div>
      {rows.length === 0 && <p className={styles.nothing}>{nothingWords(kind, text)}</p>}
    </Panel>
  );
}

function tasksShown(view: SchedulerView, kind: Shown, text: string): readonly ScheduledTask[] {
  const wanted = text.trim().toLowerCase();
  const all =
    kind === 'waiting'
      ? waitingTasks(view).map(({ task }) => task)
      : view.tasks.toSorted((one, other) => other.ranNs - one.ranNs || one.task - other.task);
  if (wanted === '') return all;
  return all.filter(({ name, pid }) => name.toLowerCase().includes(wanted) || String(pid) === wanted);
}

function secondaryOf(kind: Shown, count: number): string {
  const order = kind === 'all' ? 'who ran most first' : 'who waits longest first';
  return count > mostRows ? `${order}; the first ${mostRows} are shown, find others by name` : order;
}

function nothingWords(kind: Shown, text: string): string {
  if (text.trim() !== '') return `No task here has ${text.trim()} in its name, or as its pid.`;
  return kind === 'waiting' ? 'Nobody waits for a processor.' : 'No task is there.';
}

interface TaskRowProps {
  readonly task: ScheduledTask;
  readonly waited: number | null;
  readonly selected: boolean;
  readonly onSelect: (selection: Selection) => void;
}

const TaskRow = memo(function TaskRow({ task, waited, selected, onSelect }: TaskRowProps): ReactNode {
  return (
    <Row selected={selected} onChoose={() => onSelect({ kind: 'task', task: task.task })}>
      <Cell kind="mono">{task.name}</Cell>
      <Cell kind="number">{task.pid}</Cell>
      <Cell kind="steady">
        {stateWords[task.state]}
        {waited !== null && ` ${humanDuration(waited)}`}
      </Cell>
      <Cell kind="mono">
        {processorName(task.processor)}
        {task.boundTo !== null && <span className={styles.dim}> bound</span>}
      </Cell>
      <Cell kind="number">{task.policy === 'other' ? signed(task.nice) : 'RT'}</Cell>
      <Cell kind="number">{task.priority}</Cell>
      <Cell kind="number">{task.policy === 'other' && signed(task.bonus)}</Cell>
      <Cell>
        <SliceBar task={task} />
      </Cell>
      <Cell kind="number">{humanDuration(task.ranNs)}</Cell>
    </Row>
  );
});
