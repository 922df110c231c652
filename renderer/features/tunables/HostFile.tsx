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
import { type EditedFile, useFile } from './use-file.ts';
import { type Saving, useSaving } from './use-saving.ts';
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
  const { host } = view;
  const [section, setSection] = useState<Section>('file');
  const [rebooting, setRebooting] = useState(false);
  const editor = useRef<EditorHandle>(null);
  const file = useFile(run.run, view);
  const saving = useSaving(run, view, file, down?.reason ?? null);
  const reboot = (): void => setRebooting(true);
  const goTo = (position?: number): void => {
    // At once: what is typed after the key must not be taken for keys of the screen.
    flushSync(() => setSection('file'));
    editor.current?.focus(position);
  };
  useFileKeys({ saving, edit: () => goTo(), reboot });
  useSectionKeys(section, setSection);
  return (
    <div className={styles.screen}>
      <ScreenHead
        title={sentenceOf(host, file)}
        secondary={<Secondary view={view} />}
        actions={<Actions saving={saving} isEdited={file.draft !== null} onReboot={reboot} />}
      />
      <div className={styles.bar}>
        <SegmentedControl label="Section" value={section} onChange={setSection} segments={sections} />
        {hosts.length > 1 && <HostSelect hosts={hosts} host={host} onHost={onHost} />}
        {saving.overtaken !== null && <span className={styles.overtaken}>{saving.overtaken}</span>}
      </div>
      {down !== null && <DownNote run={run} host={host} down={down} />}
      {section === 'file' && <FilePanel view={view} file={file} editor={editor} onSave={saving.save} onGoTo={goTo} />}
      {section === 'values' && <ValuesPanel view={view} file={file} onGoTo={goTo} />}
      {section === 'versions' && <VersionsPanel run={run} view={view} file={file} saving={saving} />}
      {section === 'what-if' && <WhatIfPanel run={run} host={host} text={file.text} />}
      {section === 'policies' && <PoliciesPanel run={run} host={host} />}
      <SaveDialog saving={saving} host={host} onGoTo={goTo} />
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

interface FileKeys {
  readonly saving: Saving;
  readonly edit: () => void;
  readonly reboot: () => void;
}

function useFileKeys({ saving, edit, reboot }: FileKeys): void {
  useKeys('Tunables', [
    { keys: 'e', does: 'Edit the file', run: edit },
    { keys: 's', does: 'Save the file', run: saving.save },
    { keys: 'u', does: 'Save the version before again', run: saving.bringBack },
    { keys: 'x', does: 'Discard the edit', run: saving.askToDiscard },
    { keys: 'b', does: 'Reboot the host', run: reboot },
  ]);
}

function useSectionKeys(section: Section, choose: (section: Section) => void): void {
  const move = (step: number): void => {
    const index = sections.findIndex(({ value }) => value === section) + step;
    choose(sections[(index + sections.length) % sections.length]?.value ?? 'file');
  };
  useKeys('Tunables', [
    { keys: ']', does: 'Show the next section', run: () => move(1) },
    { keys: '[', does: 'Show the section before', run: () => move(-1) },
  ]);
}

interface ActionsProps {
  readonly saving: Saving;
  readonly isEdited: boolean;
  readonly onReboot: () => void;
}

function Actions({ saving, isEdited, onReboot }: ActionsProps): ReactNode {
  const { save, working, disabledBecause, saveDisabledBecause } = saving;
  return (
    <>
      <Button hint="B" onClick={onReboot} disabledBecause={disabledBecause}>
        Reboot…
      </Button>
      {isEdited && (
        <Button hint="X" onClick={saving.askToDiscard}>
          Discard…
        </Button>
      )}
      <Button kind="primary" hint="Ctrl S" onClick={save} working={working} disabledBecause={saveDisabledBecause}>
        Save
      </Button>
    </>
  );
}

interface HostSelectProps {
  readonly hosts: readonly string[];
  readonly host: string;
  readonly onHost: (host: string) => void;
}

function HostSelect({ hosts, host, onHost }: HostSelectProps): ReactNode {
  const options = hosts.map((each) => ({ value: each, label: each }));
  return <Select label="Host" labelHidden value={host} onChange={onHost} options={options} />;
}

function sentenceOf(host: string, { draft, saved, rows }: EditedFile): string {
  if (draft !== null) return `Your edit of /etc/system of ${host} is not saved`;
  if (saved.obstacle !== null) return `${host} would not boot with what is saved`;
  const waiting = waitingCount(rows);
  if (waiting === 0) return `${host} runs with what its /etc/system says`;
  return `${countOf(waiting, 'value')} of ${host} ${waiting === 1 ? 'changes' : 'change'} at its next boot`;
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
