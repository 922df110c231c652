import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { RunSummary } from '../../shared/model/views.ts';
import { useStartDrill } from '../live/actions.ts';
import { Button } from '../ui/Button.tsx';
import { Toolbar } from '../ui/Toolbar.tsx';
import styles from './Banners.module.css';
import { ExportDialog } from './ExportDialog.tsx';
import { useKeys } from './keyboard.ts';

/** The pace of a drill that is started again: slow enough to follow, fast enough not to wait long. */
const paceAgain = 10;

/** Says on every screen that the run is over, and what can still be done with it. */
export function RunOver({ run }: { readonly run: RunSummary }): ReactNode {
  const [exporting, setExporting] = useState(false);
  const { start, starting } = useStartDrill();
  const navigate = useNavigate();
  const again = async (): Promise<void> => {
    const next = await start({ drill: run.drill, seed: null, pace: paceAgain });
    if (next !== null) void navigate({ to: '/pager' });
  };
  const others = (): void => void navigate({ to: '/drills' });
  useKeys('This drill', [
    { does: 'Export the timeline of the whole drill', run: () => setExporting(true) },
    { does: 'Start the same drill again', run: () => void again() },
  ]);
  const { words, kind } = run.state === 'ended' ? endedWords(run) : readOnlyWords(run);
  return (
    <div className={`${styles.banner} ${styles[kind]}`} role="status">
      <span className={styles.words}>
        <b>{words.title}</b> {words.rest}
      </span>
      <Toolbar label="What can still be done">
        <Button size="small" onClick={() => setExporting(true)}>
          Export all of it
        </Button>
        <Button size="small" working={starting} onClick={() => void again()}>
          Start it again
        </Button>
        <Button size="small" onClick={others}>
          Other drills
        </Button>
      </Toolbar>
      <ExportDialog run={run.run} incident={null} opened={exporting} onClose={() => setExporting(false)} />
    </div>
  );
}

interface Said {
  readonly words: { readonly title: string; readonly rest: string };
  readonly kind: 'over' | 'note';
}

function endedWords({ reason }: RunSummary): Said {
  const why = reason === null ? '' : `: ${reason.replace(/\.$/, '')}`;
  return { words: { title: `This drill has ended${why}.`, rest: 'It can be read, not acted in.' }, kind: 'over' };
}

function readOnlyWords({ reason }: RunSummary): Said {
  return { words: { title: 'This run can only be read.', rest: reason ?? '' }, kind: 'note' };
}
