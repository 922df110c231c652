import { type ReactNode, type RefObject, useState } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import { linesIn } from '../../../shared/lib/lines-in.ts';
import type { SystemFileView } from '../../../shared/model/system-file-views.ts';
import { type EditorHandle, SystemFileEditor } from '../../editors/SystemFileEditor.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { BootPanel } from './BootPanel.tsx';
import styles from './TunablesScreen.module.css';
import type { EditedFile } from './use-file.ts';
import { VariablePanel } from './VariablePanel.tsx';

interface FilePanelProps {
  readonly view: SystemFileView;
  readonly file: EditedFile;
  readonly editor: RefObject<EditorHandle | null>;
  readonly onSave: () => void;
  readonly onGoTo: (position: number) => void;
}

/** The file in its editor, with the variable at the caret and what the kernel would print beside it. */
export function FilePanel({ view, file, editor, onSave, onGoTo }: FilePanelProps): ReactNode {
  const [variable, setVariable] = useState<string | null>(null);
  const { edited } = file;
  const printed = edited.file.messages.length;
  const summary =
    printed === 0 ? 'the kernel reads it without a word' : `${countOf(printed, 'line')} the kernel would print`;
  return (
    <div className={styles.file}>
      <Panel
        className={styles.editor}
        title="/etc/system"
        secondary={`${countOf(linesIn(file.text), 'line')}, ${summary}`}
        actions={<span className={styles.hint}>Ctrl Space completes, F8 next remark, Esc leaves</span>}
        padded={false}
      >
        <SystemFileEditor
          label={`/etc/system of ${view.host}`}
          text={file.text}
          facts={file.facts}
          marks={edited.marks}
          notes={file.notes}
          onChange={file.edit}
          onVariable={setVariable}
          onSave={onSave}
          handle={editor}
        />
      </Panel>
      <div className={styles.side}>
        <VariablePanel variable={variable} view={view} file={file} />
        <BootPanel host={view.host} analysis={edited} onGoTo={onGoTo} />
      </div>
    </div>
  );
}
