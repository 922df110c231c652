import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { readPaste } from './pasted-lines.ts';
import { atDraft, type HistoryLine, newerLine, olderLine } from './prompt-history.ts';
import type { PromptCompletion } from './use-completion.ts';

interface PromptLineInput {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly history: readonly HistoryLine[];
  readonly completion: PromptCompletion;
  /** Why the line cannot be sent; null where it can. */
  readonly problem: string | null;
  readonly onEnter: (line: string) => void;
  /** Several lines were pasted. */
  readonly onPasteLines: (lines: readonly string[]) => void;
  readonly onStop: () => void;
  readonly onSearch: () => void;
}

interface PromptLine {
  /** Puts another text into the prompt. */
  readonly write: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
  /** Who typed the line of the history that is in the prompt; null where it is not from there. */
  readonly typist: string | null;
  /** Characters that the last paste lost. */
  readonly dropped: number;
}

/** What keys and pastes do to the line in the prompt. */
export function usePromptLine(input: PromptLineInput): PromptLine {
  const { text, onChange, history, completion } = input;
  const [place, setPlace] = useState(atDraft);
  const [dropped, setDropped] = useState(0);
  const write = (next: string): void => {
    setPlace(atDraft);
    setDropped(0);
    onChange(next);
  };
  const enter = (): void => {
    const [line] = readPaste(text).lines;
    if (line === undefined || input.problem !== null) return;
    write('');
    input.onEnter(line);
  };
  const go = (moved: ReturnType<typeof olderLine>): void => {
    if (moved === null) return;
    setPlace(moved.place);
    onChange(moved.text);
  };
  const stop = (): void => {
    input.onStop();
    write('');
  };
  const actions = new Map([
    ['Enter', enter],
    ['ArrowUp', () => go(olderLine(history, place, text))],
    ['ArrowDown', () => go(newerLine(history, place))],
    ['Ctrl+r', input.onSearch],
    ['Ctrl+c', stop],
    ['Ctrl+u', () => write('')],
  ]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || completion.takeKey(event)) return;
    const { selectionStart, selectionEnd } = event.currentTarget;
    const name = `${event.ctrlKey ? 'Ctrl+' : ''}${event.key}`;
    const copies = name === 'Ctrl+c' && selectionStart !== selectionEnd;
    const action = copies || event.metaKey || event.altKey ? undefined : actions.get(name);
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const pasted = readPaste(event.clipboardData.getData('text'));
    event.preventDefault();
    if (pasted.lines.length > 1) {
      input.onPasteLines(pasted.lines);
      return;
    }
    const { selectionStart, selectionEnd } = event.currentTarget;
    const [line = ''] = pasted.lines;
    write(text.slice(0, selectionStart ?? text.length) + line + text.slice(selectionEnd ?? text.length));
    setDropped(pasted.dropped);
  };
  const typist = place.at === null ? null : (history[place.at]?.person ?? null);
  return { write, onKeyDown, onPaste, typist, dropped };
}
