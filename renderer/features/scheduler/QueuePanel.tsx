import type { ReactNode } from 'react';
import { humanDuration } from '../../../shared/lib/duration.ts';
import { countOf, groupDigits, processorName } from '../../../shared/lib/format.ts';
import type { PriorityList, ScheduledProcessor, SchedulerView } from '../../../shared/model/scheduler-views.ts';
import { DataList } from '../../ui/DataList.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import styles from './SchedulerScreen.module.css';
import { processorSentence } from './scheduler-words.ts';
import type { Selection } from './selection.ts';

/** Tasks that one array lists: the rest is counted. */
const mostListed = 60;

interface QueuePanelProps {
  readonly view: SchedulerView;
  readonly processor: ScheduledProcessor;
  readonly onSelect: (selection: Selection) => void;
}

/** One processor: both of its arrays as lists, in the order in which their tasks will run. */
export function QueuePanel({ view, processor, onSelect }: QueuePanelProps): ReactNode {
  const running = view.tasks.find(({ task }) => task === processor.runs?.task) ?? null;
  const { switches, swaps, busyNs, expiredSinceNs } = processor;
  const rows = [
    { label: 'switches', value: groupDigits(switches) },
    { label: 'array swaps', value: groupDigits(swaps) },
    { label: 'ran tasks for', value: humanDuration(busyNs) },
    {
      label: 'first expiry',
      value:
        expiredSinceNs === null ? (
          'none since the last swap'
        ) : (
          <>
            <Time atNs={expiredSinceNs} milliseconds />, {humanDuration(view.atNs - expiredSinceNs)} ago
          </>
        ),
    },
  ];
  return (
    <Panel className={styles.details} title={processorName(processor.processor)} secondary="its two arrays as lists">
      <div className={styles.stack}>
        <p className={styles.sentence}>{processorSentence(processor, running)}</p>
        {processor.onLine && (
          <>
            <ArrayList
              title="Active"
              empty="Empty: as soon as somebody expires, the arrays are swapped."
              {...{ view, processor, onSelect }}
              lists={processor.active}
            />
            <ArrayList
              title="Expired"
              empty="Empty: nobody has used up a slice since the last swap."
              {...{ view, processor, onSelect }}
              lists={processor.expired}
            />
          </>
        )}
        <DataList rows={rows} />
      </div>
    </Panel>
  );
}

interface ArrayListProps extends QueuePanelProps {
  readonly title: string;
  readonly empty: string;
  readonly lists: readonly PriorityList[];
}

function ArrayList({ title, empty, lists, view, processor, onSelect }: ArrayListProps): ReactNode {
  const count = lists.reduce((sum, { tasks }) => sum + tasks.length, 0);
  const shown = firstOf(lists, mostListed);
  const names = new Map(view.tasks.map(({ task, name }) => [task, name]));
  return (
    <section aria-label={`${title} array`}>
      <h3 className={styles.listTitle}>
        {title}, {countOf(count, 'task')}
      </h3>
      {count === 0 && <p className={styles.dim}>{empty}</p>}
      <ol className={styles.lists}>
        {shown.map(({ priority, tasks }) => (
          <li key={priority} className={styles.list}>
            <span className={styles.listPriority}>{priority}</span>
            <span className={styles.listTasks}>
              {tasks.map((task) => (
                <button
                  key={task}
                  type="button"
                  className={styles.chip}
                  data-runs={task === processor.runs?.task || undefined}
                  title={task === processor.runs?.task ? 'runs' : undefined}
                  onClick={() => onSelect({ kind: 'task', task })}
                >
                  {names.get(task) ?? task}
                </button>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {count > mostListed && <p className={styles.dim}>and {countOf(count - mostListed, 'task')} more</p>}
    </section>
  );
}

/** The lists up to so many tasks. */
function firstOf(lists: readonly PriorityList[], most: number): PriorityList[] {
  const first: PriorityList[] = [];
  let left = most;
  for (const { priority, tasks } of lists) {
    if (left <= 0) break;
    if (tasks.length > 0) first.push({ priority, tasks: tasks.slice(0, left) });
    left -= tasks.length;
  }
  return first;
}
