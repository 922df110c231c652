import { useDeferredValue, useEffect, useMemo } from 'react';
import type { SystemFileView } from '../../../shared/model/system-file-views.ts';
import { type Analysis, analyse } from '../../editors/system-file/analysis.ts';
import type { HostFacts } from '../../editors/system-file/facts.ts';
import type { LineNote } from '../../editors/system-file/line-notes.ts';
import { tunableByKey } from '../../editors/system-file/tunable-words.ts';
import { useStore } from '../../live/store.ts';
import { type Draft, draftKey, drafts, setDraft } from './drafts.ts';
import { type ValueRow, valueRows } from './value-rows.ts';

/** A host's file as it is edited: its text, what a kernel would make of it, and how it stands to saved and running. */
export interface EditedFile {
  readonly text: string;
  /** The text at this instant: what is drawn may be a moment older. */
  readonly latestText: () => string;
  readonly draft: Draft | null;
  readonly edited: Analysis;
  readonly saved: Analysis;
  readonly running: Analysis;
  readonly rows: readonly ValueRow[];
  readonly facts: HostFacts;
  readonly notes: readonly LineNote[];
  readonly edit: (text: string) => void;
  readonly discard: () => void;
}

/** Changed lines that are marked. */
const mostNotes = 1_000;

/** A formula is what the kernel makes of it while nobody sets it. */
const runningWords = ({ running, preset }: ValueRow): string =>
  running === preset && /[a-z]/.test(preset) ? `now computed: ${running}` : `runs with ${running}`;

/** Where the file sets a variable otherwise than it runs. */
function changeNotes({ file }: Analysis, rows: readonly ValueRow[]): readonly LineNote[] {
  const changed = new Map(rows.filter((row) => row.edited !== row.running).map((row) => [row.key, row]));
  return file.statements.flatMap((statement): LineNote[] => {
    if (statement.kind !== 'setting') return [];
    const row = changed.get(statement.module === null ? statement.name : `${statement.module}:${statement.name}`);
    if (row === undefined || row.state === 'absent') return [];
    return [{ at: statement.place.to, kind: 'changed', text: runningWords(row) }];
  });
}

function factsOf({ host, release, cpuType }: SystemFileView, running: Analysis): HostFacts {
  const value = (variable: string): bigint | null => {
    const preset = tunableByKey.get(variable)?.defaults[release] ?? null;
    if (preset !== null && 'formula' in preset) return running.file.effective.get(variable) ?? null;
    return running.file.value(variable);
  };
  return { host, release, cpuType, running: value };
}

/** The file of a host with the edit that this browser keeps of it. */
export function useFile(run: string, view: SystemFileView): EditedFile {
  const { release, cpuType } = view;
  const key = draftKey(run, view.host);
  const draft = useStore(drafts)[key] ?? null;
  const text = draft?.text ?? view.saved.text;
  const settled = useDeferredValue(text);
  const edited = useMemo(() => analyse(settled, release, cpuType), [settled, release, cpuType]);
  const saved = useMemo(() => analyse(view.saved.text, release, cpuType), [view.saved.text, release, cpuType]);
  const running = useMemo(() => analyse(view.running.text, release, cpuType), [view.running.text, release, cpuType]);
  const rows = useMemo(
    () => valueRows({ running: running.file, saved: saved.file, edited: edited.file }, release, cpuType),
    [running, saved, edited, release, cpuType],
  );
  const facts = useMemo(
    () => factsOf({ ...view, host: view.host, release, cpuType }, running),
    [view, running, release, cpuType],
  );
  const notes = useMemo(
    () => [
      ...edited.marks.map(({ to, kind, text: words }) => ({ at: to, kind, text: words })),
      ...changeNotes(edited, rows).slice(0, mostNotes),
    ],
    [edited, rows],
  );
  const isSaved = draft !== null && draft.text === view.saved.text;
  useEffect(() => {
    if (isSaved) setDraft(key, null);
  }, [isSaved, key]);
  const edit = (next: string): void => {
    setDraft(key, next === view.saved.text ? null : { base: draft?.base ?? view.saved.version, text: next });
  };
  return {
    text,
    latestText: () => drafts.get()[key]?.text ?? view.saved.text,
    draft: isSaved ? null : draft,
    edited,
    saved,
    running,
    rows,
    facts,
    notes,
    edit,
    discard: () => setDraft(key, null),
  };
}
