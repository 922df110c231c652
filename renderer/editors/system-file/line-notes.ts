import { type EditorState, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';

/** Words at the end of a line: what would be printed about it, or how it differs from what runs. */
export interface LineNote {
  /** A position in the line. */
  readonly at: number;
  readonly kind: 'obstacle' | 'warning' | 'note' | 'hint' | 'stored' | 'changed';
  readonly text: string;
}

class NoteWidget extends WidgetType {
  readonly #notes: readonly LineNote[];

  constructor(notes: readonly LineNote[]) {
    super();
    this.#notes = notes;
  }

  override eq(other: NoteWidget): boolean {
    return JSON.stringify(other.#notes) === JSON.stringify(this.#notes);
  }

  override toDOM(): HTMLElement {
    const line = document.createElement('span');
    line.className = 'sys-notes';
    for (const { kind, text } of this.#notes) {
      const note = document.createElement('span');
      note.className = `sys-note sys-note-${kind}`;
      note.textContent = text;
      line.append(note);
    }
    return line;
  }
}

const lineClasses: Partial<Record<LineNote['kind'], Decoration>> = {
  obstacle: Decoration.line({ class: 'sys-line-obstacle' }),
  warning: Decoration.line({ class: 'sys-line-warning' }),
  changed: Decoration.line({ class: 'sys-line-changed' }),
};

/** The gravest first: it colours its line. */
const ranks: Readonly<Record<LineNote['kind'], number>> = {
  obstacle: 0,
  warning: 1,
  changed: 2,
  note: 3,
  hint: 4,
  stored: 5,
};

function decorate(state: EditorState, notes: readonly LineNote[]): DecorationSet {
  const byLine = new Map<number, LineNote[]>();
  for (const note of notes) {
    if (note.at > state.doc.length) continue;
    const { number } = state.doc.lineAt(note.at);
    byLine.set(number, [...(byLine.get(number) ?? []), note]);
  }
  const builder = new RangeSetBuilder<Decoration>();
  for (const number of [...byLine.keys()].sort((one, other) => one - other)) {
    const line = state.doc.line(number);
    const sorted = (byLine.get(number) ?? []).sort((one, other) => ranks[one.kind] - ranks[other.kind]);
    const lineClass = sorted.map(({ kind }) => lineClasses[kind]).find((found) => found !== undefined);
    if (lineClass !== undefined) builder.add(line.from, line.from, lineClass);
    builder.add(line.to, line.to, Decoration.widget({ widget: new NoteWidget(sorted), side: 1 }));
  }
  return builder.finish();
}

/** Puts other notes in the place of those that are there. */
export const setLineNotes = StateEffect.define<readonly LineNote[]>();

export const lineNotes = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (decorations, transaction) => {
    const replaced = transaction.effects.find((effect) => effect.is(setLineNotes));
    if (replaced !== undefined) return decorate(transaction.state, replaced.value);
    return decorations.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});
