import { type ReactNode, useState } from 'react';
import { processorName } from '../../../shared/lib/format.ts';
import type { ScheduledProcessor, ScheduledTask } from '../../../shared/model/scheduler-views.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './SchedulerScreen.module.css';
import { useAnsweredLine } from './use-answered-line.ts';

interface TaskActionsProps {
  readonly run: RunSummary;
  readonly host: string;
  readonly task: ScheduledTask;
  readonly processors: readonly ScheduledProcessor[];
}

const overWords = 'The drill is over: nothing can be changed any more';

/** Changes a task as an administrator would: by lines on the host's console, whose answers are shown. */
export function TaskActions({ run, host, task, processors }: TaskActionsProps): ReactNode {
  const { type, answer, working } = useAnsweredLine(run.run, host);
  const onLine = processors.filter((processor) => processor.onLine);
  const [wanted, setWanted] = useState(String(task.processor));
  const { pid } = task;
  const over = run.state === 'running' ? null : overWords;
  const noNice = over ?? (task.policy === 'other' ? null : 'A real-time task keeps its priority: nice changes nothing');
  const worse = (): void => type(`renice -n 1 -p ${pid}`);
  const better = (): void => type(`renice -n -1 -p ${pid}`);
  const bind = (): void => type(`pbind -b ${wanted} ${pid}`);
  const unbind = (): void => type(`pbind -u ${pid}`);
  useKeys('Scheduler', [
    { keys: '+', does: 'Make the task nicer by one', run: worse },
    { keys: '-', does: 'Make the task less nice by one', run: better },
    { keys: 'b', does: 'Bind the task to the processor chosen', run: bind },
    { keys: 'u', does: 'Unbind the task', run: unbind },
  ]);
  return (
    <section className={styles.actions} aria-label={`Change ${task.name}`}>
      <div className={styles.actionRow}>
        <Button size="small" hint="-" onClick={better} disabledBecause={noNice} label="Less nice by one">
          Less nice
        </Button>
        <Button size="small" hint="+" onClick={worse} disabledBecause={noNice} label="Nicer by one">
          Nicer
        </Button>
      </div>
      <div className={styles.actionRow}>
        <Select
          label="Processor to bind to"
          labelHidden
          value={wanted}
          onChange={setWanted}
          options={onLine.map(({ processor }) => ({ value: String(processor), label: processorName(processor) }))}
        />
        <Button size="small" hint="B" onClick={bind} disabledBecause={over}>
          Bind
        </Button>
        <Button
          size="small"
          hint="U"
          onClick={unbind}
          disabledBecause={over ?? (task.boundTo === null ? 'It is not bound' : null)}
        >
          Unbind
        </Button>
      </div>
      <p className={styles.answer} role="status">
        {working !== null && `# ${working}`}
        {working === null && answer !== null && `# ${answer.line}\n${answer.output}`}
      </p>
    </section>
  );
}
