import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { humanDuration } from '../../../shared/lib/duration.ts';
import { processorName } from '../../../shared/lib/format.ts';
import type { ScheduledTask, SchedulerView, TaskWait } from '../../../shared/model/scheduler-views.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { DataList, type DataRow } from '../../ui/DataList.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import { BonusScale } from './BonusScale.tsx';
import styles from './SchedulerScreen.module.css';
import {
  asSentence,
  bonusSentence,
  policyWords,
  priorityWords,
  signed,
  stateWords,
  ticksAsTime,
  waitedNs,
} from './scheduler-words.ts';
import type { Selection } from './selection.ts';
import { TaskActions } from './TaskActions.tsx';

/** The room is for what can be done, too. */
const shownWaits = 3;

interface TaskPanelProps {
  readonly run: RunSummary;
  readonly view: SchedulerView;
  readonly task: ScheduledTask;
  readonly onSelect: (selection: Selection) => void;
}

/** One task: what it does, why it waits, what its priority is made of, and what can be changed about it. */
export function TaskPanel({ run, view, task, onSelect }: TaskPanelProps): ReactNode {
  const { host, tickNs, atNs } = view;
  return (
    <Panel
      className={styles.details}
      title={<span className={styles.mono}>{task.name}</span>}
      secondary={`pid ${task.pid}${task.kernel ? ', kernel thread' : ''}`}
    >
      <div className={styles.stack}>
        <p className={styles.sentence}>{taskSentence(task, atNs)}</p>
        <section>
          <h3 className={styles.listTitle}>Why did it wait?</h3>
          {task.waits.length === 0 && <p className={styles.dim}>It has not waited for a processor yet.</p>}
          <ol>
            {task.waits.slice(0, shownWaits).map((wait) => (
              <li key={wait.fromNs} className={styles.wait}>
                <Wait wait={wait} atNs={atNs} />
              </li>
            ))}
          </ol>
        </section>
        <TaskActions run={run} host={host} task={task} processors={view.processors} />
        <section className={styles.made}>
          <h3 className={styles.listTitle}>What its priority is made of</h3>
          {task.policy === 'other' && <BonusScale bonus={task.bonus} />}
          <p className={styles.dim}>{bonusSentence(task)}</p>
          <DataList rows={priorityRows(task, tickNs)} />
        </section>
        <p className={styles.links}>
          <button
            type="button"
            className={styles.chip}
            onClick={() => onSelect({ kind: 'processor', processor: task.processor })}
          >
            The queue of {processorName(task.processor)}
          </button>
          <Link to="/console" search={{ host, line: `ps -f -p ${task.pid}` }}>
            Ask the console
          </Link>
        </p>
      </div>
    </Panel>
  );
}

/** What the task does now. */
function taskSentence(task: ScheduledTask, atNs: number): string {
  const processor = processorName(task.processor);
  const waited = waitedNs(task, atNs);
  if (task.state === 'running') return `It runs on ${processor}`;
  if (waited !== null) return `It has waited for ${processor} for ${humanDuration(waited)}`;
  if (task.state === 'runnable') return `It waits for ${processor}`;
  return `It ${stateWords[task.state]}; it ran on ${processor} last`;
}

function Wait({ wait, atNs }: { readonly wait: TaskWait; readonly atNs: number }): ReactNode {
  return (
    <>
      <Time atNs={wait.fromNs} milliseconds />{' '}
      <b>
        {wait.toNs === null ? `for ${humanDuration(atNs - wait.fromNs)} now` : humanDuration(wait.toNs - wait.fromNs)}
      </b>{' '}
      on {processorName(wait.processor)}
      <span className={styles.moveWhy}>{asSentence(wait.why)}</span>
    </>
  );
}

function priorityRows(task: ScheduledTask, tickNs: number): DataRow[] {
  const slice = `${ticksAsTime(task.slice, tickNs)} of ${ticksAsTime(task.fullSlice, tickNs)} left`;
  const timeSharing: DataRow[] = [
    { label: 'nice', value: `${signed(task.nice)}, static priority ${task.staticPriority}` },
    { label: 'priority', value: priorityWords(task) },
    { label: 'interactive', value: task.interactive ? 'yes: it stays in the active array' : 'no: it expires' },
    {
      label: 'sleep average',
      value: `${ticksAsTime(task.sleepAverage, tickNs)} of ${ticksAsTime(task.mostSleepAverage, tickNs)}`,
    },
  ];
  return [
    ...(task.policy === 'other' ? timeSharing : [{ label: 'priority', value: String(task.priority) }]),
    { label: 'slice', value: task.policy === 'fifo' ? 'none: it runs until it sleeps' : slice },
    { label: 'scheduling', value: policyWords[task.policy] },
    { label: 'may use', value: task.boundTo === null ? 'every processor' : `${processorName(task.boundTo)} alone` },
    { label: 'ran for', value: humanDuration(task.ranNs) },
  ];
}
