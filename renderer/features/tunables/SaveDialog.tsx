import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Modal } from '../../ui/Modal.tsx';
import styles from './TunablesScreen.module.css';
import type { Saving } from './use-saving.ts';

interface SaveDialogProps {
  readonly saving: Saving;
  readonly host: string;
  readonly onGoTo: (position: number) => void;
}

/** What is asked before a file is saved that may not be meant, or an edit is lost. */
export function SaveDialog({ saving, host, onGoTo }: SaveDialogProps): ReactNode {
  const { asking, obstacle, close } = saving;
  const goTo = (): void => {
    close();
    onGoTo(obstacle?.place.from ?? 0);
  };
  return (
    <>
      <Modal title={`${host} would not boot with this file`} opened={asking === 'obstacle'} onClose={close}>
        <div className={styles.dialog}>
          <p className={styles.reason}>{obstacle?.reason}.</p>
          <p>
            It would run on until its next boot and then stay down. Once saved, the version before is one key away:{' '}
            <kbd>U</kbd> saves it again.
          </p>
          <div className={styles.dialogActions}>
            <Button kind="primary" first onClick={goTo}>
              Show me the line
            </Button>
            <Button kind="danger" onClick={saving.saveAnyway}>
              Save it all the same
            </Button>
          </div>
        </div>
      </Modal>
      <Modal title="Somebody saved while you edited" opened={asking === 'overtaken'} onClose={close}>
        <div className={styles.dialog}>
          <p>{saving.overtaken}. Saving puts your text in its place; theirs stays in the list of versions.</p>
          <div className={styles.dialogActions}>
            <Button kind="primary" first onClick={close}>
              Look at it first
            </Button>
            <Button onClick={saving.saveAnyway}>Save mine</Button>
          </div>
        </div>
      </Modal>
      <Modal title="Discard your edit?" opened={asking === 'discard'} onClose={close}>
        <div className={styles.dialog}>
          <p>The text goes back to what is saved on {host}.</p>
          <div className={styles.dialogActions}>
            <Button kind="primary" first onClick={close}>
              Keep it
            </Button>
            <Button kind="danger" onClick={saving.discard}>
              Discard it
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
