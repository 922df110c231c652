import { type ReactNode, useMemo, useState } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import type { SystemFileVersion, SystemFileView } from '../../../shared/model/system-file-views.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { useSystemFileText } from '../../live/queries.ts';
import { showToast } from '../../live/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Cell, Row, Table } from '../../ui/Table.tsx';
import { Time } from '../../ui/Time.tsx';
import { ThreeWay } from './ThreeWay.tsx';
import styles from './TunablesScreen.module.css';
import { threeWay } from './three-way.ts';
import type { EditedFile } from './use-file.ts';
import type { Saving } from './use-saving.ts';

interface VersionsPanelProps {
  readonly run: RunSummary;
  readonly view: SystemFileView;
  readonly file: EditedFile;
  readonly saving: Saving;
}

/** Who saved what when, and how it differs from what is saved and edited now. */
export function VersionsPanel({ run, view, file, saving }: VersionsPanelProps): ReactNode {
  const { running, versions } = view;
  const [chosen, setChosen] = useState<number | null>(null);
  const { data: text } = useSystemFileText(run.run, view.host, chosen);
  const left = chosen === null || text === undefined ? running : { version: chosen, text };
  return (
    <div className={styles.versions}>
      <Panel
        className={styles.versionList}
        title={countOf(view.total, 'version')}
        secondary={view.total > versions.length ? `the newest ${versions.length}` : 'newest first'}
        padded={false}
      >
        <Table
          label="Versions"
          columns={[{ name: 'version', kind: 'number' }, { name: 'saved' }, { name: 'by' }, { name: 'state' }]}
        >
          {versions.map((each) => (
            <Version
              key={each.version}
              version={each}
              view={view}
              run={run}
              selected={each.version === left.version}
              onChoose={setChosen}
            />
          ))}
        </Table>
      </Panel>
      <Compared left={left} view={view} file={file} saving={saving} />
    </div>
  );
}

interface ComparedProps {
  readonly left: SystemFileView['running'];
  readonly view: SystemFileView;
  readonly file: EditedFile;
  readonly saving: Saving;
}

/** A version beside what is saved and what is in the editor. */
function Compared({ left, view, file, saving }: ComparedProps): ReactNode {
  const { saved, running } = view;
  const { version, text } = left;
  const rows = useMemo(() => threeWay(text, saved.text, file.text), [text, saved.text, file.text]);
  const isRunning = version === running.version;
  const name = version === null ? 'what runs' : `version ${version}`;
  const edit = (): void => {
    const before = file.text;
    file.edit(text);
    const undo = (): void => file.edit(before);
    showToast({ kind: 'done', text: `The editor holds ${name}`, action: { label: 'Undo', take: undo } });
  };
  const whyNotSaved = saving.disabledBecause ?? (text === saved.text ? 'The same text is saved.' : null);
  return (
    <Panel
      className={styles.grow}
      title={`${isRunning ? 'Running' : upperFirst(name)}, saved and edited beside each other`}
      secondary="what is the same everywhere is folded away"
      actions={
        <>
          <Button size="small" onClick={edit} disabledBecause={text === file.text ? 'The editor holds it.' : null}>
            Edit {name}
          </Button>
          <Button size="small" disabledBecause={whyNotSaved} onClick={() => saving.saveVersion(name, text)}>
            Save it again
          </Button>
        </>
      }
      padded={false}
    >
      <ThreeWay
        rows={rows}
        titles={[
          isRunning && version !== null ? `running (${name})` : name,
          `saved (version ${saved.version})`,
          file.draft === null ? 'in the editor (not changed)' : 'in the editor (not saved)',
        ]}
      />
    </Panel>
  );
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface VersionProps {
  readonly version: SystemFileVersion;
  readonly view: SystemFileView;
  readonly run: RunSummary;
  readonly selected: boolean;
  readonly onChoose: (version: number) => void;
}

function Version({ version, view, run, selected, onChoose }: VersionProps): ReactNode {
  const { saved, running } = view;
  const { atNs, person, lines } = version;
  const name = run.people.find(({ id }) => id === person)?.name ?? person ?? 'the simulation';
  const marks = [
    version.version === saved.version ? 'saved' : null,
    version.version === running.version ? 'running' : null,
  ];
  return (
    <Row selected={selected} onChoose={() => onChoose(version.version)}>
      <Cell kind="number">{version.version}</Cell>
      <Cell kind="steady">{version.version === 0 ? 'at the start' : <Time atNs={atNs} />}</Cell>
      <Cell kind="steady" title={countOf(lines, 'line')}>
        {version.version === 0 ? '—' : name}
      </Cell>
      <Cell kind="steady">{marks.filter((mark) => mark !== null).join(', ')}</Cell>
    </Row>
  );
}
