import { type EditorState, RangeSetBuilder, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { type Word, type WordRole, wordsOf } from '../../../shared/system-file/words.ts';
import { commandDoc } from './command-docs.ts';

/** The words of the text with their roles, by the kernel's own lexer: the whole file, for a line can swallow the next. */
export const wordsField = StateField.define<readonly Word[]>({
  create: (state) => wordsOf(state.doc.toString()),
  update: (words, transaction) => (transaction.docChanged ? wordsOf(transaction.newDoc.toString()) : words),
});

const roles: readonly WordRole[] = [
  ...(['comment', 'command', 'module', 'variable', 'operator', 'number', 'string', 'path', 'skipped'] as const),
];
const markOf = new Map(roles.map((role) => [role, Decoration.mark({ class: `sys-${role}` })]));
const unknownCommand = Decoration.mark({ class: 'sys-unknown' });

function decorationOf(state: EditorState, { role, from, to }: Word): Decoration | undefined {
  const isUnknown = role === 'command' && commandDoc(state.sliceDoc(from, to)) === null;
  return isUnknown ? unknownCommand : markOf.get(role);
}

/** Colours of the words in sight. */
function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { from: start, to: end } = view.viewport;
  for (const word of view.state.field(wordsField)) {
    if (word.from > end) break;
    const decoration = word.to < start ? undefined : decorationOf(view.state, word);
    if (decoration !== undefined) builder.add(word.from, word.to, decoration);
  }
  return builder.finish();
}

export const highlighting = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
