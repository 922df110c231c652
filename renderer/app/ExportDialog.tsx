import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ExportFormat, ExportProgress } from '../../shared/contract/timeline.ts';
import { countOf } from '../../shared/lib/format.ts';
import { useExport } from '../live/actions.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Modal } from '../ui/Modal.tsx';
import { Progress } from '../ui/Progress.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import styles from './ExportDialog.module.css';

interface ExportDialogProps {
  readonly run: string;
  /** Null for the timeline of the whole run. */
  readonly incident: string | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

type Exporting =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: ExportProgress | null }
  | { readonly kind: 'over'; readonly progress: ExportProgress }
  | { readonly kind: 'failed'; readonly problem: unknown };

/** Writes the timeline of an incident, or of the whole run, to a file. */
export function ExportDialog({ run, incident, opened, onClose }: ExportDialogProps): ReactNode {
  const [format, setFormat] = useState<ExportFormat>('md');
  const [state, setState] = useState<Exporting>({ kind: 'idle' });
  const cancelling = useRef(new AbortController());
  const write = useExport();
  useEffect(() => {
    if (!opened) setState({ kind: 'idle' });
  }, [opened]);
  const start = async (): Promise<void> => {
    cancelling.current = new AbortController();
    const { signal } = cancelling.current;
    setState({ kind: 'running', progress: null });
    const onProgress = (progress: ExportProgress): void =>
      setState({ kind: progress.kind === 'progress' ? 'running' : 'over', progress });
    try {
      await write({ run, incident, format }, onProgress, signal);
    } catch (problem) {
      setState(signal.aborted ? { kind: 'over', progress: { kind: 'cancelled' } } : { kind: 'failed', problem });
    }
  };
  const close = (): void => {
    cancelling.current.abort();
    onClose();
  };
  const running = state.kind === 'running';
  return (
    <Modal title={`Export the timeline of ${incident ?? 'the whole drill'}`} opened={opened} onClose={close}>
      <div className={styles.export}>
        <SegmentedControl
          label="Format"
          value={format}
          onChange={setFormat}
          segments={[
            { value: 'md', label: 'Markdown' },
            { value: 'json', label: 'JSON' },
            { value: 'csv', label: 'CSV' },
          ]}
        />
        <p>{formatWords[format]}</p>
        <ExportState state={state} onRetry={() => void start()} />
        {running ? (
          <Button onClick={() => cancelling.current.abort()}>Cancel the export</Button>
        ) : (
          <Button kind="primary" first onClick={() => void start()}>
            Export
          </Button>
        )}
      </div>
    </Modal>
  );
}

const formatWords: Record<ExportFormat, string> = {
  md: 'A document to read or to paste into a review.',
  json: 'Every field of every entry, for programs.',
  csv: 'One row an entry, for a spreadsheet.',
};

function ExportState({ state, onRetry }: { readonly state: Exporting; readonly onRetry: () => void }): ReactNode {
  if (state.kind === 'idle') return null;
  if (state.kind === 'failed') return <ErrorState problem={state.problem} onRetry={onRetry} />;
  const { progress } = state;
  if (progress?.kind === 'saved') {
    return (
      <p className={styles.exportState} role="status">
        Saved as {progress.name}
      </p>
    );
  }
  if (progress?.kind === 'cancelled') {
    return (
      <p className={styles.exportState} role="status">
        Cancelled; nothing was written
      </p>
    );
  }
  const { done, total } = progress ?? { done: 0, total: 0 };
  return (
    <div className={styles.exportState}>
      <Progress label="Export" done={done} total={total} />
      {done} of {countOf(total, 'entry', 'entries')}
    </div>
  );
}
