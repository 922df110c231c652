import type { ReactNode } from 'react';
import { humanDuration } from '../../../shared/lib/duration.ts';
import { countOf } from '../../../shared/lib/format.ts';
import { rebootNs } from '../../../shared/lib/host-phase.ts';
import type { SystemFileView } from '../../../shared/model/system-file-views.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { useCommand } from '../../live/actions.ts';
import { showToast } from '../../live/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { Modal } from '../../ui/Modal.tsx';
import styles from './TunablesScreen.module.css';
import type { EditedFile } from './use-file.ts';
import { waitingCount } from './value-rows.ts';

interface RebootDialogProps {
  readonly run: RunSummary;
  readonly view: SystemFileView;
  readonly file: EditedFile;
  readonly boards: number;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Says what a reboot costs before it is typed on the host's console. */
export function RebootDialog({ run, view, file, boards, opened, onClose }: RebootDialogProps): ReactNode {
  const { send } = useCommand(run.run);
  const { host } = view;
  const waiting = waitingCount(file.rows);
  const { obstacle } = file.saved;
  const reboot = async (): Promise<void> => {
    onClose();
    if (await send({ kind: 'console.run', host, line: 'reboot' })) {
      showToast({ kind: 'done', text: `reboot was typed on the console of ${host}` });
    }
  };
  return (
    <Modal title={`Reboot ${host} now?`} opened={opened} onClose={onClose}>
      <div className={styles.dialog}>
        {obstacle !== null && <p className={styles.reason}>It would not come up again: {obstacle.reason}.</p>}
        <p>
          Everything that runs on {host} stops for {humanDuration(rebootNs(boards))}: it goes down, the power-on
          self-test checks {countOf(boards, 'board')}, and Solaris boots. Until then nothing answers.
        </p>
        <p>
          {waiting === 0
            ? 'No value would change: the kernel runs with what is saved.'
            : `${countOf(waiting, 'value')} would come into force.`}
          {file.draft !== null && ' Your edit is not saved and would not be read.'}
        </p>
        <div className={styles.dialogActions}>
          <Button kind="primary" first onClick={onClose}>
            Leave it running
          </Button>
          <Button kind="danger" onClick={() => void reboot()}>
            Reboot now
          </Button>
        </div>
      </div>
    </Modal>
  );
}
