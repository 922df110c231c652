import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { WhatIfProgress } from '../../../shared/contract/tunables.ts';
import { humanDuration } from '../../../shared/lib/duration.ts';
import type { WhatIf } from '../../../shared/model/system-file-views.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useWhatIf } from '../../live/actions.ts';
import { useDrills, useRuns } from '../../live/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './TunablesScreen.module.css';
import { WhatIfResult } from './WhatIfResult.tsx';

interface WhatIfPanelProps {
  readonly run: RunSummary;
  readonly host: string;
  /** The text to try. */
  readonly text: string;
}

type Playing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'playing'; readonly done: number; readonly total: number }
  | { readonly kind: 'failed'; readonly problem: unknown }
  | { readonly kind: 'over'; readonly result: WhatIf; readonly text: string };

/** Runs that are over and had this host, the one on screen first: a run that goes on would tell what is still to come. */
function usePlayable(run: RunSummary, host: string): readonly RunSummary[] {
  const runs = useRuns().data ?? [];
  const drills = useDrills().data ?? [];
  const hasHost = ({ drill }: RunSummary): boolean =>
    drills.find((each) => each.drill === drill)?.hosts.includes(host) ?? true;
  const ended = runs.filter((each) => each.state === 'ended' && hasHost(each));
  return [...ended.filter((each) => each.run === run.run), ...ended.filter((each) => each.run !== run.run)];
}

/** What the file in the editor would have done in a drill that is over. */
export function WhatIfPanel({ run, host, text }: WhatIfPanelProps): ReactNode {
  const playable = usePlayable(run, host);
  const [chosen, setChosen] = useState<string | null>(null);
  const selected = playable.find((each) => each.run === chosen) ?? playable[0] ?? null;
  const { playing, play, cancel } = usePlaying();
  const start = (): void => {
    if (selected !== null) play({ run: selected.run, host, text });
  };
  useKeys('Tunables', selected === null ? [] : [{ keys: 'w', does: 'Play the drill with this file', run: start }]);
  if (selected === null) {
    return (
      <Panel className={styles.grow} title="What this would have done" padded={false}>
        <EmptyState title={`No drill with ${host} has ended yet`}>
          Once one is over, it is played again here with the file in the editor, read at boot: same faults, same seed,
          same people. While a drill goes on this would tell what is still to come.
        </EmptyState>
      </Panel>
    );
  }
  const isPlaying = playing.kind === 'playing';
  return (
    <Panel
      className={styles.grow}
      title="What this would have done"
      secondary="the file in the editor, read at boot; same faults, same seed, same people"
      actions={
        <>
          <Select
            label="Drill that is over"
            labelHidden
            value={selected.run}
            onChange={setChosen}
            options={playable.slice(0, 50).map((each) => ({ value: each.run, label: nameOf(each, run) }))}
          />
          {isPlaying ? (
            <Button onClick={cancel}>Cancel</Button>
          ) : (
            <Button kind="primary" hint="W" onClick={start}>
              Play it again
            </Button>
          )}
        </>
      }
    >
      {playing.kind === 'idle' && (
        <EmptyState title={`Play “${selected.title}” with this file`}>
          {humanDuration(selected.atNs)} of the drill are played twice, as it was and with the file on {host}, and what
          could be seen is put side by side. Nothing that is saved changes.
        </EmptyState>
      )}
      {isPlaying && (
        <div className={styles.stack}>
          <Progress label="Comparison" done={playing.done} total={playing.total} />
          <p role="status">
            {humanDuration(playing.done)} of {humanDuration(playing.total)} played
          </p>
        </div>
      )}
      {playing.kind === 'failed' && <ErrorState problem={playing.problem} onRetry={start} />}
      {playing.kind === 'over' && (
        <WhatIfResult
          result={playing.result}
          run={playable.find((each) => each.run === playing.result.run) ?? selected}
          isStale={playing.text !== text || playing.result.run !== selected.run}
        />
      )}
    </Panel>
  );
}

const nameOf = ({ run, title }: RunSummary, current: RunSummary): string =>
  run === current.run ? `this drill: ${title}` : `${title} (${run.slice(0, 15)})`;

function usePlaying() {
  const [playing, setPlaying] = useState<Playing>({ kind: 'idle' });
  const cancelling = useRef(new AbortController());
  const whatIf = useWhatIf();
  useEffect(() => () => cancelling.current.abort(), []);
  const cancel = (): void => {
    cancelling.current.abort();
    setPlaying({ kind: 'idle' });
  };
  const run = async (what: { run: string; host: string; text: string }): Promise<void> => {
    cancelling.current.abort();
    cancelling.current = new AbortController();
    const { signal } = cancelling.current;
    setPlaying({ kind: 'playing', done: 0, total: 0 });
    const onProgress = (progress: WhatIfProgress): void => {
      if (signal.aborted) return;
      if (progress.kind === 'compared') setPlaying({ kind: 'over', result: progress.result, text: what.text });
      else setPlaying({ kind: 'playing', done: progress.done, total: progress.total });
    };
    try {
      await whatIf(what, onProgress, signal);
    } catch (problem) {
      if (!signal.aborted) setPlaying({ kind: 'failed', problem });
    }
  };
  return { playing, cancel, play: (what: { run: string; host: string; text: string }) => void run(what) };
}
