import { useEffect, useRef, useState } from 'react';
import type { SystemFileView } from '../../../shared/model/system-file-views.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import type { BootObstacle } from '../../../shared/system-file/boot-obstacle.ts';
import { useCommand } from '../../live/actions.ts';
import { useSystemFileText } from '../../live/queries.ts';
import { showToast } from '../../live/toasts.ts';
import type { EditedFile } from './use-file.ts';

/** The characters that a saved file may have. */
const longestFile = 65_536;

export interface Saving {
  /** Saves the edit, or asks first where that may not be meant. */
  readonly save: () => void;
  readonly saveAnyway: () => void;
  /** Saves the text of another version as a new one. */
  readonly saveVersion: (version: number, text: string) => void;
  readonly bringBack: () => void;
  readonly askToDiscard: () => void;
  readonly discard: () => void;
  readonly close: () => void;
  readonly asking: 'obstacle' | 'overtaken' | 'discard' | null;
  readonly obstacle: BootObstacle | null;
  readonly working: boolean;
  /** Why nothing can be done on the host. */
  readonly disabledBecause: string | null;
  readonly saveDisabledBecause: string | null;
  /** Says that somebody saved while this was edited. */
  readonly overtaken: string | null;
}

function whyNotSaved(run: RunSummary, file: EditedFile): string | null {
  if (run.state !== 'running') return 'The drill is over: try the file under What if instead.';
  if (file.draft === null) return 'Nothing has been changed.';
  const over = file.text.length - longestFile;
  return over > 0 ? `The file is ${over} characters too long: at most ${longestFile} can be saved.` : null;
}

/** Says why nothing was done: nothing is wrong with that. */
const refuse = (text: string): void => showToast({ kind: 'done', text, about: 'system-file refused' });

/** Saving a host's file, with all that is asked before. */
export function useSaving(run: RunSummary, view: SystemFileView, file: EditedFile): Saving {
  const { host, saved } = view;
  const { send, pending } = useCommand(run.run);
  const [asking, setAsking] = useState<Saving['asking']>(null);
  const before = useSystemFileText(run.run, host, Math.max(0, saved.version - 1)).data ?? null;
  const isOvertaken = file.draft !== null && file.draft.base < saved.version;
  const saveDisabledBecause = whyNotSaved(run, file);
  const write = async (text: string, done: string): Promise<void> => {
    setAsking(null);
    const previous = saved.text;
    if (!(await send({ kind: 'system-file.save', host, text }))) return;
    const undo = (): void => void send({ kind: 'system-file.save', host, text: previous });
    showToast({ kind: 'done', text: done, about: `system-file ${host}`, action: { label: 'Undo', take: undo } });
  };
  const saveAnyway = (): void => void write(file.text, `Saved on ${host}: it acts at the next boot`);
  const save = (): void => {
    if (saveDisabledBecause !== null) refuse(saveDisabledBecause);
    else if (file.edited.obstacle !== null) setAsking('obstacle');
    else if (isOvertaken) setAsking('overtaken');
    else saveAnyway();
  };
  const saveVersion = (version: number, text: string): void =>
    void write(text, `Version ${version} is saved again on ${host}: it acts at the next boot`);
  const bringBack = (): void => {
    if (run.state !== 'running') refuse('The drill is over: nothing can be saved.');
    else if (saved.version === 0 || before === null) {
      refuse(`${host} has no version before this one.`);
    } else saveVersion(saved.version - 1, before);
  };
  useSaveKey(save);
  return {
    save,
    saveAnyway,
    saveVersion,
    bringBack,
    askToDiscard: () => setAsking(file.draft === null ? null : 'discard'),
    discard: () => {
      setAsking(null);
      const { text } = file;
      file.discard();
      const undo = (): void => file.edit(text);
      showToast({ kind: 'done', text: 'The edit is discarded', about: null, action: { label: 'Undo', take: undo } });
    },
    close: () => setAsking(null),
    asking,
    obstacle: file.edited.obstacle,
    working: pending.some(({ command }) => command.kind === 'system-file.save' && command.host === host),
    disabledBecause: run.state === 'running' ? null : 'The drill is over.',
    saveDisabledBecause,
    overtaken: isOvertaken ? `Version ${saved.version} was saved after you began: compare under Versions` : null,
  };
}

/** Ctrl S or Cmd S anywhere on the screen; in the editor too, which hands it on. */
function useSaveKey(save: () => void): void {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
