import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useCommand } from '../../live/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './IncidentScreen.module.css';

interface NoteFieldProps {
  readonly run: string;
  readonly incident: string;
  readonly onClose: () => void;
}

/** Where a note is written. Closes once the note is in the timeline; what was typed stays if it is refused. */
export function NoteField({ run, incident, onClose }: NoteFieldProps): ReactNode {
  const [text, setText] = useState('');
  const { send, pending } = useCommand(run);
  const saving = pending.some(({ command }) => command.kind === 'incident.note');
  const save = async (): Promise<void> => {
    if (text.trim() === '' || saving) return;
    if (await send({ kind: 'incident.note', incident, text: text.trim() })) onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
  };
  return (
    <div className={styles.note}>
      <TextField
        label="Note"
        labelHidden
        placeholder="What you saw, decided or did"
        lines="several"
        value={text}
        maxLength={2000}
        autoFocus
        onChange={setText}
        onKeyDown={onKeyDown}
      />
      <div className={styles.noteButtons}>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          hint="Ctrl ↵"
          working={saving}
          disabledBecause={text.trim() === '' ? 'A note needs some words' : null}
          onClick={() => void save()}
        >
          Save note
        </Button>
      </div>
    </div>
  );
}
