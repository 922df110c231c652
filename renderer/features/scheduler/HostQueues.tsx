import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { SchedulerLook } from '../../../shared/contract/scheduler.ts';
import { phaseWords } from '../../../shared/lib/host-phase.ts';
import type { HostView, RunSummary } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ScreenHead } from '../../ui/ScreenHead.tsx';
import { Select } from '../../ui/Select.tsx';
import { LoadPanel } from './LoadPanel.tsx';
import { MovesPanel } from './MovesPanel.tsx';
import { ProcessorsPanel } from './ProcessorsPanel.tsx';
import { QueuePanel } from './QueuePanel.tsx';
import styles from './SchedulerScreen.module.css';
import { makeupOf, waitingReason, waitingSentence, waitingTasks } from './scheduler-words.ts';
import { type Selection, selectedIn } from './selection.ts';
import { TaskPanel } from './TaskPanel.tsx';
import { TasksPanel } from './TasksPanel.tsx';
import { TraceBar } from './TraceBar.tsx';

interface HostQueuesProps {
  readonly run: RunSummary;
  readonly look: SchedulerLook;
  readonly host: HostView;
  readonly hosts: readonly HostView[];
  readonly onHost: (host: string) => void;
}

/** The scheduler of one host, as of the last look. */
export function HostQueues({ run, look: { view, trace }, host, hosts, onHost }: HostQueuesProps): ReactNode {
  // The busiest processor of the first look stays selected: the one of each look would be another every second.
  const [chosen, setChosen] = useState<Selection | null>(() => {
    const busiest = selectedIn(view, null).processor;
    return busiest === null ? null : { kind: 'processor', processor: busiest.processor };
  });
  const search = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const onSelect = useCallback((selection: Selection) => setChosen(selection), []);
  const { processor, task } = selectedIn(view, chosen);
  useHostKeys(hosts, host, onHost);
  useKeys('Scheduler', [
    {
      keys: 'w',
      does: 'Select who waits longest',
      run: () => {
        const [longest] = waitingTasks(view);
        if (longest !== undefined) onSelect({ kind: 'task', task: longest.task.task });
      },
    },
  ]);
  const names = hosts.map((each) => ({ value: each.host, label: each.host }));
  return (
    <div className={styles.screen}>
      <ScreenHead
        title={waitingSentence(view)}
        secondary={view.up ? makeupOf(view) : null}
        actions={
          <>
            {hosts.length > 1 && (
              <Select label="Host" labelHidden value={host.host} options={names} onChange={onHost} />
            )}
            {view.up && <TraceBar run={run} host={host.host} trace={trace} />}
          </>
        }
      />
      {!view.up && <Down host={host} />}
      {view.up && <Why reason={waitingReason(view)} />}
      {view.up && (
        <div className={styles.columns}>
          <div className={styles.left}>
            <ProcessorsPanel view={view} selected={processor} onSelect={onSelect} />
            <TasksPanel view={view} selected={task} onSelect={onSelect} search={search} />
            <div className={styles.bottom}>
              <LoadPanel view={view} />
              <MovesPanel moves={view.moves} onSelect={onSelect} />
            </div>
          </div>
          <div className={styles.side}>
            {task !== null && <TaskPanel key={task.task} {...{ run, view, task, onSelect }} />}
            {processor !== null && <QueuePanel {...{ view, processor, onSelect }} />}
          </div>
        </div>
      )}
    </div>
  );
}

function useHostKeys(hosts: readonly HostView[], host: HostView, onHost: (host: string) => void): void {
  const next = (): void => {
    const after = hosts[(hosts.findIndex((each) => each.host === host.host) + 1) % hosts.length];
    if (after !== undefined) onHost(after.host);
  };
  useKeys('Scheduler', hosts.length > 1 ? [{ keys: 'h', does: 'Show the next host', run: next }] : []);
}

function Why({ reason }: { readonly reason: string | null }): ReactNode {
  return reason === null ? null : <p className={styles.why}>{reason}</p>;
}

function Down({ host: { host, down } }: { readonly host: HostView }): ReactNode {
  return (
    <Panel title="No run queues" padded={false}>
      <EmptyState title={down === null ? `${host} comes up` : `${host} ${phaseWords(down.phase)}`}>
        {down === null
          ? 'Its tasks begin as soon as it has booted.'
          : `${down.reason}. Its tasks begin anew when it is up.`}
      </EmptyState>
    </Panel>
  );
}
