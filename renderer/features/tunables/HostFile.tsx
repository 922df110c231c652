import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { countOf } from '../../../shared/lib/format.ts';
import type { SystemFileView } from '../../../shared/model/system-file-views.ts';
import type { HostView, RunSummary } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import type { EditorHandle } from '../../editors/SystemFileEditor.tsx';
import { releaseNames } from '../../editors/system-file/tunable-words.ts';
import { Button } from '../../ui/Button.tsx';
import { ScreenHead } from '../../ui/ScreenHead.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Select } from '../../ui/Select.tsx';
import { Time } from '../../ui/Time.tsx';
import { DownNote } from './DownNote.tsx';
import { FilePanel } from './FilePanel.tsx';
import { PoliciesPanel } from './PoliciesPanel.tsx';
import { RebootDialog } from './RebootDialog.tsx';
import { SaveDialog } from './SaveDialog.tsx';
import styles from './TunablesScreen.module.css';
import { useFile } from './use-file.ts';
import { useSaving } from './use-saving.ts';
import { ValuesPanel } from './ValuesPanel.tsx';
import { VersionsPanel } from './VersionsPanel.tsx';
import { waitingCount } from './value-rows.ts';
import { WhatIfPanel } from './WhatIfPanel.tsx';

const sections = [
  { value: 'file', label: 'File' },
  { value: 'values', label: 'Values' },
  { value: 'versions', label: 'Versions' },
  { value: 'what-if', label: 'What if' },
  { value: 'policies', label: 'Policies' },
] as const;
type Section = (typeof sections)[number]['value'];

interface HostFileProps {
  readonly run: RunSummary;
  readonly hosts: readonly string[];
  readonly view: SystemFileView;
  /** Why the host does not run, null while it does. */
  readonly down: HostView['down'];
  /** Its system boards: each is tested before a boot. */
  readonly boards: number;
  readonly onHost: (host: string) => void;
}

/** One host's `/etc/system`. */
export function HostFile({ run, hosts, view, down, boards, onHost }: HostFileProps): ReactNode {
  const [section, setSection] = useState<Section>('file');
  const [rebooting, setRebooting] = useState(false);
  const editor = useRef<EditorHandle>(null);
  const file = useFile(run.run, view);
  const saving = useSaving(run, view, file, down?.reason ?? null);
  const goTo = (position?: number): void => {
    // At once: what is typed after the key must not be taken for keys of the screen.
    flushSync(() => setSection('file'));
    editor.current?.focus(position);
  };
  const move = (step: number): void => {
    const index = sections.findIndex(({ value }) => value === section) + step;
    setSection(sections[(index + sections.length) % sections.length]?.value ?? 'file');
  };
  useKeys('Tunables', [
    { keys: 'e', does: 'Edit the file', run: () => goTo() },
    { keys: 's', does: 'Save the file', run: saving.save },
    { keys: 'u', does: 'Save the version before again', run: saving.bringBack },
    { keys: 'x', does: 'Discard the edit', run: saving.askToDiscard },
    { keys: 'b', does: 'Reboot the host', run: () => setRebooting(true) },
    { keys: ']', does: 'Show the next section', run: () => move(1) },
    { keys: '[', does: 'Show the section before', run: () => move(-1) },
  ]);
  return (
    <div className={styles.screen}>
      <ScreenHead
        title={sentenceOf(view.host, file.draft !== null, waitingCount(file.rows))}
        secondary={<Secondary view={view} />}
        actions={
          <>
            <Button hint="B" onClick={() => setRebooting(true)} disabledBecause={saving.disabledBecause}>
              Reboot…
            </Button>
            {file.draft !== null && (
              <Button hint="X" onClick={saving.askToDiscard}>
                Discard…
              </Button>
            )}
            <Button
              kind="primary"
              hint="Ctrl S"
              onClick={saving.save}
              working={saving.working}
              disabledBecause={saving.saveDisabledBecause}
            >
              Save
            </Button>
          </>
        }
      />
      <div className={styles.bar}>
        <SegmentedControl label="Section" value={section} onChange={setSection} segments={sections} />
        {hosts.length > 1 && (
          <Select
            label="Host"
            labelHidden
            value={view.host}
            onChange={onHost}
            options={hosts.map((host) => ({ value: host, label: host }))}
          />
        )}
        {saving.overtaken !== null && <span className={styles.overtaken}>{saving.overtaken}</span>}
      </div>
      {down !== null && <DownNote run={run} host={view.host} down={down} />}
      {section === 'file' && <FilePanel view={view} file={file} editor={editor} onSave={saving.save} onGoTo={goTo} />}
      {section === 'values' && <ValuesPanel view={view} file={file} onGoTo={goTo} />}
      {section === 'versions' && <VersionsPanel run={run} view={view} file={file} saving={saving} />}
      {section === 'what-if' && <WhatIfPanel run={run} host={view.host} text={file.text} />}
      {section === 'policies' && <PoliciesPanel run={run} host={view.host} />}
      <SaveDialog saving={saving} host={view.host} onGoTo={goTo} />
      <RebootDialog
        run={run}
        view={view}
        file={file}
        boards={boards}
        opened={rebooting}
        onClose={() => setRebooting(false)}
      />
    </div>
  );
}

function sentenceOf(host: string, isEdited: boolean, waiting: number): string {
  if (isEdited) return `Your edit of /etc/system of ${host} is not saved`;
  if (waiting > 0)
    return `${countOf(waiting, 'value')} of ${host} ${waiting === 1 ? 'changes' : 'change'} at its next boot`;
  return `${host} runs with what its /etc/system says`;
}

function Secondary({ view }: { readonly view: SystemFileView }): ReactNode {
  const { release, saved, running, bootedAtNs } = view;
  const runs = running.version === null ? 'another text runs since boot -a' : `version ${running.version} runs`;
  return (
    <>
      {releaseNames[release]}, {saved.version === running.version ? '' : `version ${saved.version} is saved, `}
      {runs}
      {bootedAtNs !== null && (
        <>
          , booted <Time atNs={bootedAtNs} />
        </>
      )}
    </>
  );
}
