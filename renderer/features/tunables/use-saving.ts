import { useEffect, useRef, useState } from 'react';
import type { SystemFileView } from '../../../shared/model/system-file-views.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { type BootObstacle, bootObstacle } from '../../../shared/system-file/boot-obstacle.ts';
import { useCommand } from '../../live/actions.ts';
import { useSystemFileText } from '../../live/queries.ts';
import { showToast } from '../../live/toasts.ts';
import type { EditedFile } from './use-file.ts';

/** The characters that a saved file may have. */
const longestFile = 65_536;

/** A text that is about to be saved. */
interface Request {
  readonly text: string;
  /** What to say once it is. */
  readonly done: string;
}

/** What is asked before something is done that may not be meant. */
export type Question =
  | { readonly kind: 'obstacle'; readonly request: Request; readonly obstacle: BootObstacle; readonly isDraft: boolean }
  | { readonly kind: 'overtaken'; readonly request: Request }
  | { readonly kind: 'discard' };

export interface Saving {
  /** Saves the edit, or asks first where that may not be meant. */
  readonly save: () => void;
  /** Saves the text of another version as a new one. */
  readonly saveVersion: (name: string, text: string) => void;
  /** Saves the version before again. */
  readonly bringBack: () => void;
  readonly askToDiscard: () => void;
  readonly question: Question | null;
  /** Does what was asked about. */
  readonly confirm: () => void;
  readonly close: () => void;
  readonly working: boolean;
  /** Why nothing can be done on the host. */
  readonly disabledBecause: string | null;
  readonly saveDisabledBecause: string | null;
  /** Says that somebody saved while this was edited. */
  readonly overtaken: string | null;
}

function whyIdle(run: RunSummary, host: string, down: string | null): string | null {
  if (run.state !== 'running') return 'The drill is over: try the file under What if instead.';
  return down === null ? null : `${host} is down, and nobody can save there: ${down}.`;
}

function whyUnsaved(file: EditedFile): string | null {
  if (file.draft === null) return 'Nothing has been changed.';
  const over = file.text.length - longestFile;
  return over > 0 ? `The file is ${over} characters too long: at most ${longestFile} can be saved.` : null;
}

/** Says why nothing was done: a problem, unless there was nothing to do. */
const refuse = (text: string, kind: 'done' | 'problem'): void =>
  showToast({ kind, text, about: 'system-file refused' });

/** Saving a host's file, with all that is asked before. `down` says why the host does not run, null while it does. */
export function useSaving(run: RunSummary, view: SystemFileView, file: EditedFile, down: string | null): Saving {
  const { host, saved, release, cpuType } = view;
  const { send, pending } = useCommand(run.run);
  const [question, setQuestion] = useState<Question | null>(null);
  const before = useSystemFileText(run.run, host, saved.version === 0 ? null : saved.version - 1).data ?? null;
  const isOvertaken = file.draft !== null && file.draft.base < saved.version;
  const disabledBecause = whyIdle(run, host, down);
  const write = async ({ text, done }: Request): Promise<void> => {
    setQuestion(null);
    if (!(await send({ kind: 'system-file.save', host, text }))) return;
    const undo = (): void => void send({ kind: 'system-file.save', host, text: saved.text });
    showToast({ kind: 'done', text: done, about: `system-file ${host}`, action: { label: 'Undo', take: undo } });
  };
  const ask = (request: Request, isDraft: boolean): void => {
    const obstacle = bootObstacle(request.text, release, cpuType);
    if (obstacle !== null) setQuestion({ kind: 'obstacle', request, obstacle, isDraft });
    else if (isDraft && isOvertaken) setQuestion({ kind: 'overtaken', request });
    else void write(request);
  };
  const save = (): void => {
    const why = disabledBecause ?? (file.latestText() === saved.text ? whyUnsaved(file) : null);
    if (why !== null) refuse(why, disabledBecause === null && file.draft === null ? 'done' : 'problem');
    else ask({ text: file.latestText(), done: `Saved on ${host}: it acts at the next boot` }, true);
  };
  const saveVersion = (name: string, text: string): void =>
    ask({ text, done: `On ${host} ${name} is saved again: it acts at the next boot` }, false);
  const bringBack = (): void => {
    if (disabledBecause !== null) refuse(disabledBecause, 'problem');
    else if (before === null) refuse(`${host} has no version before this one.`, 'done');
    else saveVersion(`version ${saved.version - 1}`, before);
  };
  const discard = (): void => {
    setQuestion(null);
    const { text } = file;
    file.discard();
    const undo = (): void => file.edit(text);
    showToast({ kind: 'done', text: 'The edit is discarded', action: { label: 'Undo', take: undo } });
  };
  useSaveKey(save);
  return {
    save,
    saveVersion,
    bringBack,
    askToDiscard: () => setQuestion(file.draft === null ? null : { kind: 'discard' }),
    question,
    confirm: () => {
      if (question?.kind === 'discard') discard();
      else if (question !== null) void write(question.request);
    },
    close: () => setQuestion(null),
    working: pending.some(({ command }) => command.kind === 'system-file.save' && command.host === host),
    disabledBecause,
    saveDisabledBecause: disabledBecause ?? whyUnsaved(file),
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
