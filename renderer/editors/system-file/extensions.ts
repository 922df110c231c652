import { autocompletion, completionKeymap, startCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { nextDiagnostic, previousDiagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { styleNonce } from '../../ui/style-nonce.ts';
import { complete } from './complete.ts';
import { hover } from './hover.ts';
import { lineNotes } from './line-notes.ts';
import { theme } from './theme.ts';
import { highlighting, wordsField } from './words-field.ts';

interface EditorActions {
  readonly onSave: () => void;
  /** Escape, once nothing in the editor is left to close. */
  readonly onLeave: () => void;
}

const done = (action: () => void) => (): boolean => {
  action();
  return true;
};

/**
 * Replacing several lines in the browser's own way makes elements with styles, which the policy of the page refuses, and
 * putting many in takes it minutes.
 */
const replacing = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { inputType, data, isComposing } = event;
    if (inputType !== 'insertText' || data === null || isComposing) return false;
    if (view.state.selection.main.empty && !data.includes('\n')) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

/** Everything that makes a plain editor one of `/etc/system`. Tab leaves it, as everywhere. */
export function systemFileExtensions(label: string, { onSave, onLeave }: EditorActions): Extension {
  return [
    EditorView.cspNonce.of(styleNonce()),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
    // CR alone would be a line end of its own: what the kernel counts as two lines must stay two.
    EditorState.lineSeparator.of('\n'),
    EditorView.lineWrapping,
    lineNumbers(),
    placeholder('* an empty file: every variable has its default'),
    history(),
    drawSelection(),
    highlightSpecialChars(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    search({ top: true }),
    wordsField,
    highlighting,
    replacing,
    lineNotes,
    hover,
    autocompletion({ override: [complete], icons: false, activateOnTypingDelay: 60 }),
    keymap.of([
      { key: 'Mod-s', run: done(onSave), preventDefault: true },
      { key: 'F8', run: nextDiagnostic },
      { key: 'Shift-F8', run: previousDiagnostic },
      { key: 'Ctrl-Space', run: startCompletion },
      ...completionKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    Prec.lowest(keymap.of([{ key: 'Escape', run: done(onLeave) }])),
    theme,
  ];
}
