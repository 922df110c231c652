import { type ReactNode, useMemo, useState } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import type { SystemFileVersion, SystemFileView } from '../../../shared/model/system-file-views.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { useSystemFileText } from '../../live/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Cell, Row, Table } from '../../ui/Table.tsx';
import { Time } from '../../ui/Time.tsx';
import { ThreeWay } from './ThreeWay.tsx';
import styles from './TunablesScreen.module.css';
import { threeWay } from './three-way.ts';
import type { EditedFile } from './use-file.ts';

interface VersionsPanelProps {
  readonly run: RunSummary;
  readonly view: SystemFileView;
  readonly file: EditedFile;
  readonly onSave: (version: number, text: string) => void;
}

/** Who saved what when, and how it differs from what is saved and edited now. */
export function VersionsPanel({ run, view, file, onSave }: VersionsPanelProps): ReactNode {
  const { running, saved, versions } = view;
  const [chosen, setChosen] = useState<number | null>(null);
  const version = chosen ?? running.version;
  const { data: text } = useSystemFileText(run.run, view.host, version);
  const rows = useMemo(() => threeWay(text ?? running.text, saved.text, file.text), [text, running, saved, file.text]);
  const isRunning = version === running.version;
  const edit = (): void => {
    if (text !== undefined) file.edit(text);
  };
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
              selected={each.version === version}
              onChoose={setChosen}
            />
          ))}
        </Table>
      </Panel>
      <Panel
        className={styles.grow}
        title={
          isRunning
            ? 'Running, saved and edited beside each other'
            : `Version ${version}, saved and edited beside each other`
        }
        secondary="lines that are the same everywhere are folded away"
        actions={
          <>
            <Button size="small" disabledBecause={text === undefined ? 'It is being read.' : null} onClick={edit}>
              Edit version {version}
            </Button>
            <Button
              size="small"
              disabledBecause={whyNot(run, version, saved.version)}
              onClick={() => text !== undefined && onSave(version, text)}
            >
              Save it again
            </Button>
          </>
        }
        padded={false}
      >
        <ThreeWay
          rows={rows}
          titles={[
            isRunning ? `running (version ${version})` : `version ${version}`,
            `saved (version ${saved.version})`,
            file.draft === null ? 'in the editor (not changed)' : 'in the editor (not saved)',
          ]}
        />
      </Panel>
    </div>
  );
}

function whyNot(run: RunSummary, version: number, saved: number): string | null {
  if (run.state !== 'running') return 'The drill is over.';
  return version === saved ? 'It is what is saved.' : null;
}

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
      <Cell kind="steady">{version.version === 0 ? 'before the drill' : <Time atNs={atNs} />}</Cell>
      <Cell kind="steady" title={countOf(lines, 'line')}>
        {version.version === 0 ? 'the drill' : name}
      </Cell>
      <Cell kind="steady">{marks.filter((mark) => mark !== null).join(', ')}</Cell>
    </Row>
  );
}
