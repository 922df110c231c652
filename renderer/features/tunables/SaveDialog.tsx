import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Modal } from '../../ui/Modal.tsx';
import styles from './TunablesScreen.module.css';
import type { Question, Saving } from './use-saving.ts';

interface SaveDialogProps {
  readonly saving: Saving;
  readonly host: string;
  readonly onGoTo: (position: number) => void;
}

/** What is asked before a file is saved that may not be meant, or an edit is lost. */
export function SaveDialog({ saving, host, onGoTo }: SaveDialogProps): ReactNode {
  const { question, close } = saving;
  const words = question === null ? null : wordsOf(question, saving, host);
  const keep = (): void => {
    close();
    if (question?.kind === 'obstacle' && question.isDraft) onGoTo(question.obstacle.place.from);
  };
  return (
    <Modal title={words?.title ?? ''} opened={question !== null} onClose={close}>
      <div className={styles.dialog}>
        {words?.text}
        <div className={styles.dialogActions}>
          <Button kind="primary" first onClick={keep}>
            {words?.keep}
          </Button>
          <Button kind="danger" onClick={saving.confirm}>
            {words?.confirm}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

interface Words {
  readonly title: string;
  readonly text: ReactNode;
  readonly keep: string;
  readonly confirm: string;
}

function wordsOf(question: Question, { overtaken }: Saving, host: string): Words {
  if (question.kind === 'obstacle') {
    const text = (
      <>
        <p className={styles.reason}>{question.obstacle.reason}.</p>
        <p>
          {host} would run on until its next boot and then stop at the ok prompt, where only boot -a brings it up, with
          the file that it had read before. Until then the version before is one key away: U saves it again.
        </p>
      </>
    );
    const keep = question.isDraft ? 'Show me the line' : 'Do not save it';
    return { title: `${host} would not boot with this file`, text, keep, confirm: 'Save it all the same' };
  }
  if (question.kind === 'overtaken') {
    return {
      title: 'Somebody saved while you edited',
      text: <p>{overtaken}. Saving puts your text in its place; the other stays in the list of versions.</p>,
      keep: 'Look at it first',
      confirm: 'Save mine',
    };
  }
  return {
    title: 'Discard your edit?',
    text: <p>The text goes back to what is saved on {host}.</p>,
    keep: 'Keep it',
    confirm: 'Discard it',
  };
}
