import type { ReactNode } from 'react';
import type { SystemFileView } from '../../../shared/model/system-file-views.ts';
import { defaultsWords, effectWords, rangeWords } from '../../editors/system-file/tunable-words.ts';
import { DataList } from '../../ui/DataList.tsx';
import { Panel } from '../../ui/Panel.tsx';
import styles from './TunablesScreen.module.css';
import type { EditedFile } from './use-file.ts';
import type { ValueRow } from './value-rows.ts';

interface VariablePanelProps {
  readonly variable: string | null;
  readonly view: SystemFileView;
  readonly file: EditedFile;
}

/** What the variable at the caret is, what it holds and what it takes to change that. */
export function VariablePanel({ variable, view, file }: VariablePanelProps): ReactNode {
  const row = file.rows.find(({ key }) => key === variable) ?? null;
  if (row === null) return <NoVariable variable={variable} />;
  const { tunable } = row;
  return (
    <Panel title={<span className={styles.mono}>{row.key}</span>} secondary={tunable.unit}>
      <div className={styles.stack}>
        <p>{tunable.meaning}</p>
        <DataList
          rows={[
            { label: 'running', value: `${row.running} (${row.origin})` },
            { label: 'saved', value: row.saved },
            { label: 'here', value: <strong>{row.edited}</strong> },
            { label: 'default', value: defaultsWords(tunable, view.cpuType) },
            { label: 'sensible', value: rangeWords(tunable) },
            { label: 'takes effect', value: whenWords(row) },
            { label: 'danger', value: tunable.danger },
            { label: 'in Redline', value: effectWords(tunable) },
          ]}
        />
      </div>
    </Panel>
  );
}

/** What is set here acts at a boot whatever a live kernel could do: nothing else reads the file. */
const whenWords = ({ tunable }: ValueRow): string =>
  tunable.takesEffect.startsWith('At once')
    ? `From this file at the next boot; on a live kernel ${tunable.takesEffect.charAt(0).toLowerCase()}${tunable.takesEffect.slice(1)}`
    : tunable.takesEffect;

function NoVariable({ variable }: { readonly variable: string | null }): ReactNode {
  return (
    <Panel title={variable === null ? 'No variable at the caret' : `${variable} is not known here`}>
      <p className={styles.dim}>
        {variable === null
          ? 'Put the caret into a setting to read what its variable means, holds and endangers. Type set and a blank to be offered them all.'
          : 'The kernel of this release has no such variable, or Redline does not know it.'}
      </p>
    </Panel>
  );
}
