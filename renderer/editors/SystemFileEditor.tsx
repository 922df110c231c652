import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import styles from './SystemFileEditor.module.css';
import { systemFileExtensions } from './system-file/extensions.ts';
import { type HostFacts, hostFacts } from './system-file/facts.ts';
import type { FileMark } from './system-file/file-mark.ts';
import { type LineNote, setLineNotes } from './system-file/line-notes.ts';
import { wordAt } from './system-file/word-at.ts';
import { wordsField } from './system-file/words-field.ts';

export interface EditorHandle {
  /** Takes the focus, with the caret at a position where one is given. */
  readonly focus: (position?: number) => void;
}

interface SystemFileEditorProps {
  readonly label: string;
  readonly text: string;
  readonly facts: HostFacts;
  readonly marks: readonly FileMark[];
  readonly notes: readonly LineNote[];
  readonly onChange: (text: string) => void;
  /** The variable of the setting that the caret is in, null where it is in none. */
  readonly onVariable: (variable: string | null) => void;
  readonly onSave: () => void;
  readonly handle?: Ref<EditorHandle>;
}

const severities = { obstacle: 'error', warning: 'warning', note: 'info', hint: 'hint' } as const;

function diagnosticsOf(marks: readonly FileMark[], length: number): Diagnostic[] {
  return marks.flatMap(({ kind, from, to, text }) => {
    if (kind === 'stored' || to > length) return [];
    const source = kind === 'hint' ? 'Redline' : 'the kernel, at boot';
    return [{ from, to, severity: severities[kind], message: text, source }];
  });
}

const variableIn = (state: EditorState): string | null =>
  wordAt(state.doc.toString(), state.field(wordsField), state.selection.main.head)?.variable ?? null;

/** `/etc/system` in an editor that knows its grammar. The text is the caller's: it comes back by `onChange`. */
export function SystemFileEditor(props: SystemFileEditorProps): ReactNode {
  const { label, text, facts, marks, notes, handle } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const factsSlot = useRef(new Compartment());
  useEffect(() => {
    const created = new EditorView({
      parent: place.current ?? document.body,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          systemFileExtensions(label, {
            onSave: () => latest.current.onSave(),
            onLeave: () => document.getElementById('main')?.focus(),
          }),
          factsSlot.current.of(hostFacts.of(latest.current.facts)),
          EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
            if (docChanged) latest.current.onChange(state.doc.toString());
            if (docChanged || selectionSet) latest.current.onVariable(variableIn(state));
          }),
        ],
      }),
    });
    view.current = created;
    return () => created.destroy();
  }, [label]);
  useEffect(() => {
    const { current } = view;
    if (current === null || current.state.doc.toString() === text) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: text } });
  }, [text]);
  useEffect(() => {
    view.current?.dispatch({ effects: factsSlot.current.reconfigure(hostFacts.of(facts)) });
  }, [facts]);
  useEffect(() => {
    const { current } = view;
    if (current === null) return;
    current.dispatch(setDiagnostics(current.state, diagnosticsOf(marks, current.state.doc.length)));
    current.dispatch({ effects: setLineNotes.of(notes) });
  }, [marks, notes]);
  useImperativeHandle(handle, () => ({
    focus: (position) => {
      const { current } = view;
      current?.focus();
      if (current === null || position === undefined) return;
      const anchor = Math.min(position, current.state.doc.length);
      current.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    },
  }));
  return <div ref={place} className={styles.editor} />;
}
