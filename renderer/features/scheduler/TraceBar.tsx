import { type ReactNode, useState } from 'react';
import type { TraceStatus } from '../../../shared/contract/scheduler.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useTraceScheduler } from '../../live/actions.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './SchedulerScreen.module.css';
import { TraceDialog } from './TraceDialog.tsx';
import { traceSentence } from './trace-words.ts';

interface TraceBarProps {
  readonly run: RunSummary;
  readonly host: string;
  /** Null until one was started. */
  readonly trace: TraceStatus | null;
}

/** Starts and stops a trace of every switch, and exports it. */
export function TraceBar({ run, host, trace }: TraceBarProps): ReactNode {
  const [exporting, setExporting] = useState(false);
  const setTrace = useTraceScheduler(run.run, host);
  const isOn = trace?.on === true && !trace.full;
  const toggle = (): void => setTrace(!isOn);
  const nothing = trace === null || trace.rows === 0 ? 'There is no trace yet: start one first' : null;
  const exportIt = (): void => setExporting(nothing === null);
  useKeys('Scheduler', [
    { keys: 't', does: 'Start or stop the trace', run: toggle },
    { keys: 'x', does: 'Export the trace', run: exportIt },
  ]);
  return (
    <>
      {trace !== null && (
        <span className={styles.trace} data-full={trace.full || undefined} role="status">
          {traceSentence(trace)}
        </span>
      )}
      <Button hint="T" onClick={toggle}>
        {isOn ? 'Stop the trace' : trace === null ? 'Trace' : 'Trace anew'}
      </Button>
      <Button hint="X" onClick={exportIt} disabledBecause={nothing}>
        Export
      </Button>
      {trace !== null && (
        <TraceDialog run={run.run} host={host} trace={trace} opened={exporting} onClose={() => setExporting(false)} />
      )}
    </>
  );
}
