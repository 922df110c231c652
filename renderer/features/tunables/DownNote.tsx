import type { ReactNode } from 'react';
import { phaseWords } from '../../../shared/lib/host-phase.ts';
import type { HostView, RunSummary } from '../../../shared/model/views.ts';
import { useCommand } from '../../live/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { Severity } from '../../ui/Severity.tsx';
import { Time } from '../../ui/Time.tsx';
import styles from './TunablesScreen.module.css';

interface DownNoteProps {
  readonly run: RunSummary;
  readonly host: string;
  readonly down: NonNullable<HostView['down']>;
}

/** Says of a host that does not run what it does and until when, and boots one that waits for that. */
export function DownNote({ run, host, down }: DownNoteProps): ReactNode {
  const { send } = useCommand(run.run);
  const type = (line: string) => (): void => void send({ kind: 'console.run', host, line });
  return (
    <div className={styles.down} role="status">
      <Severity severity="high" shapeOnly />
      <span className={styles.downText}>
        <b>
          {host} {phaseWords(down.phase)}
        </b>
        , down since <Time atNs={down.atNs} />: {down.reason}.
        {down.untilNs !== null && (
          <>
            {' '}
            This lasts until <Time atNs={down.untilNs} />.
          </>
        )}{' '}
        Nobody can save there meanwhile.
      </span>
      {down.phase === 'stopped' && run.state === 'running' && (
        <>
          <Button size="small" kind="primary" onClick={type('boot -a')}>
            Boot with the file before
          </Button>
          <Button size="small" onClick={type('boot')}>
            Boot with what is saved
          </Button>
        </>
      )}
    </div>
  );
}
