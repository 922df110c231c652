import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { countOf, formatOffset, groupDigits } from '../../../shared/lib/format.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { useEndRun } from '../../live/actions.ts';
import { chooseRun } from '../../live/chosen-run.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Cell, Row, Table } from '../../ui/Table.tsx';
import styles from './DrillsScreen.module.css';
import { runStateWords, runsSentence, startedWords } from './run-words.ts';

interface RunsPanelProps {
  readonly runs: readonly RunSummary[];
  readonly current: string | null;
}

const columns = [
  { name: 'run' },
  { name: 'drill' },
  { name: 'state' },
  { name: 'started here' },
  { name: 'drill time', unit: 'h:mm:ss', kind: 'number' as const },
  { name: 'seed', kind: 'number' as const },
  { name: 'pages', kind: 'number' as const },
  { name: 'incidents', kind: 'number' as const },
  { name: 'events', kind: 'number' as const },
  { name: 'actions', kind: 'narrow' as const },
];

/** Runs that run and runs that were, newest first. */
export function RunsPanel({ runs, current }: RunsPanelProps): ReactNode {
  const [ending, setEnding] = useState<RunSummary | null>(null);
  const navigate = useNavigate();
  const open = (run: string): void => {
    chooseRun(run);
    void navigate({ to: '/pager' });
  };
  if (runs.length === 0) {
    return (
      <Panel title="No drill has been run yet" className={styles.runs} padded={false}>
        <EmptyState title="Start the first one">
          Choose a drill above and press S. Its pages and incidents are kept here, and every run can be opened again.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel title={runsSentence(runs)} secondary="newest first" className={styles.runs} padded={false}>
      <Table label="Runs" columns={columns}>
        {runs.map((run) => (
          <RunRow key={run.run} run={run} current={run.run === current} onOpen={open} onEnd={setEnding} />
        ))}
      </Table>
      <EndDialog run={ending} onClose={() => setEnding(null)} />
    </Panel>
  );
}

interface RunRowProps {
  readonly run: RunSummary;
  readonly current: boolean;
  readonly onOpen: (run: string) => void;
  readonly onEnd: (run: RunSummary) => void;
}

function RunRow({ run, current, onOpen, onEnd }: RunRowProps): ReactNode {
  const isRunning = run.state === 'running';
  return (
    <Row selected={current}>
      <Cell kind="mono" title={run.digest === '' ? undefined : `digest ${run.digest}`}>
        {run.run}
      </Cell>
      <Cell>{run.title}</Cell>
      <Cell kind="steady" title={run.reason ?? ''}>
        <span className={isRunning ? styles.running : styles.dim}>{runStateWords(run)}</span>
      </Cell>
      <Cell kind="steady" title={run.createdAt}>
        {startedWords(run.createdAt)}
      </Cell>
      <Cell kind="number">{formatOffset(run.atNs)}</Cell>
      <Cell kind="number">{run.seed}</Cell>
      <Cell kind="number">{run.pages}</Cell>
      <Cell kind="number" title={`${run.openIncidents} not resolved`}>
        {run.incidents}
      </Cell>
      <Cell kind="number">{groupDigits(run.events)}</Cell>
      <Cell kind="narrow">
        <div className={styles.rowActions}>
          <Button size="small" label={`Open ${run.run}`} onClick={() => onOpen(run.run)}>
            Open
          </Button>
          {isRunning && (
            <Button size="small" kind="danger" label={`End ${run.run}`} onClick={() => onEnd(run)}>
              End
            </Button>
          )}
        </div>
      </Cell>
    </Row>
  );
}

function EndDialog({ run, onClose }: { readonly run: RunSummary | null; readonly onClose: () => void }): ReactNode {
  const end = useEndRun();
  const confirm = (): void => {
    if (run !== null) end(run.run);
    onClose();
  };
  const open = run?.openIncidents ?? 0;
  return (
    <Modal title={`End ${run?.run ?? 'the run'}?`} opened={run !== null} onClose={onClose}>
      <p>
        The drill stops for everybody and cannot be continued. Its log stays and can be opened and exported.
        {open > 0 && ` ${countOf(open, 'incident is', 'incidents are')} not resolved.`}
      </p>
      <div className={styles.actions}>
        <Button kind="primary" onClick={confirm}>
          End the drill
        </Button>
        <Button onClick={onClose}>Keep it running</Button>
      </div>
    </Modal>
  );
}
