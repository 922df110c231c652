import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { TraceFormat, TraceStatus } from '../../../shared/contract/scheduler.ts';
import type { ExportProgress } from '../../../shared/contract/timeline.ts';
import { countOf } from '../../../shared/lib/format.ts';
import { useExportTrace } from '../../live/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import styles from './SchedulerScreen.module.css';
import { traceSentence } from './trace-words.ts';

interface TraceDialogProps {
  readonly run: string;
  readonly host: string;
  readonly trace: TraceStatus;
  readonly opened: boolean;
  readonly onClose: () => void;
}

type Exporting =
  | { readonly kind: 'idle' }
  | { readonly kind: 'under-way'; readonly progress: ExportProgress | null }
  | { readonly kind: 'failed'; readonly problem: unknown };

const formats = [
  { value: 'perfetto', label: 'Perfetto' },
  { value: 'ftrace', label: 'ftrace' },
] as const;

const formatWords: Record<TraceFormat, string> = {
  perfetto: 'JSON that ui.perfetto.dev opens: a row a processor and a row a task, with slices, wake-ups and moves.',
  ftrace: 'Text as the kernel’s tracer writes it: KernelShark and trace-cmd read it too.',
};

/** Writes a trace to a file. */
export function TraceDialog({ run, host, trace, opened, onClose }: TraceDialogProps): ReactNode {
  const [format, setFormat] = useState<TraceFormat>('perfetto');
  const [state, setState] = useState<Exporting>({ kind: 'idle' });
  const cancelling = useRef(new AbortController());
  const write = useExportTrace();
  useEffect(() => {
    if (!opened) setState({ kind: 'idle' });
  }, [opened]);
  const start = async (): Promise<void> => {
    cancelling.current = new AbortController();
    const { signal } = cancelling.current;
    setState({ kind: 'under-way', progress: null });
    try {
      await write({ run, host, format }, (progress) => setState({ kind: 'under-way', progress }), signal);
    } catch (problem) {
      setState(signal.aborted ? { kind: 'idle' } : { kind: 'failed', problem });
    }
  };
  const close = (): void => {
    cancelling.current.abort();
    onClose();
  };
  return (
    <Modal title={`Export the trace of ${host}`} opened={opened} onClose={close}>
      <div className={styles.stack}>
        <p>{traceSentence(trace)}</p>
        <SegmentedControl label="Format" value={format} onChange={setFormat} segments={formats} />
        <p>{formatWords[format]}</p>
        <ExportState state={state} onRetry={() => void start()} />
        <div>
          <Button kind="primary" first onClick={() => void start()}>
            Export
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function ExportState({ state, onRetry }: { readonly state: Exporting; readonly onRetry: () => void }): ReactNode {
  if (state.kind === 'idle') return null;
  if (state.kind === 'failed') return <ErrorState problem={state.problem} onRetry={onRetry} />;
  const { progress } = state;
  if (progress?.kind === 'saved') return <p role="status">Saved as {progress.name}</p>;
  if (progress?.kind === 'cancelled') return <p role="status">Cancelled; nothing was written</p>;
  const { done, total } = progress ?? { done: 0, total: 0 };
  return (
    <div>
      <Progress label="Export" done={done} total={total} />
      {done} of {countOf(total, 'row')}
    </div>
  );
}
