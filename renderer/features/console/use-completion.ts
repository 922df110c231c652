import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { commonStart, completeLine } from '../../../shared/command/complete.ts';
import type { HostKnowledge } from '../../../shared/command/host-knowledge.ts';
import type { KnownWord } from '../../../shared/command/manual.ts';

interface CompletionInput {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly knowledge: HostKnowledge;
  /** Whether there is nothing to complete with. */
  readonly isOff: boolean;
  /** Escape was pressed where no list is open. */
  readonly onLeave: () => void;
  readonly onChange: (text: string) => void;
}

export interface PromptCompletion {
  /** The words of the open list; empty while it is closed. */
  readonly words: readonly KnownWord[];
  /** The one that is selected. */
  readonly at: number;
  /** What the next word is, as usage lines call it; null where nothing is asked for. */
  readonly expects: string | null;
  readonly choose: (word: KnownWord) => void;
  readonly close: () => void;
  /** Answers whether the key was for the completion. */
  readonly takeKey: (event: KeyboardEvent<HTMLInputElement>) => boolean;
}

/** A text with `word` and what ends it in the place of what stands between `from` and the cursor. */
function putWord(
  { text, cursor, from }: { readonly text: string; readonly cursor: number; readonly from: number },
  word: string,
  end: string,
): { readonly text: string; readonly cursor: number } {
  const after = text.slice(cursor);
  const gap = after.startsWith(' ') ? '' : end;
  return { text: text.slice(0, from) + word + gap + after, cursor: from + word.length + end.length };
}

/** Puts the cursor of an input somewhere once its next text is in it. */
function useCursor(inputRef: RefObject<HTMLInputElement | null>): (cursor: number) => void {
  const next = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (next.current !== null) inputRef.current?.setSelectionRange(next.current, next.current);
    next.current = null;
  });
  return (cursor) => {
    next.current = cursor;
  };
}

/**
 * Tab goes on with the word before the cursor as far as it is certain, and lists the words where it is not. Escape leaves
 * the prompt; after it, and where there is nothing to complete, Tab goes on to the next control as everywhere else.
 */
export function useCompletion(input: CompletionInput): PromptCompletion {
  const { inputRef, text, knowledge, isOff, onLeave, onChange } = input;
  const [isOpen, setOpen] = useState(false);
  const [isReleased, setReleased] = useState(false);
  const [selected, setSelected] = useState(0);
  const setCursor = useCursor(inputRef);
  const cursor = (): number => inputRef.current?.selectionStart ?? text.length;
  const here = completeLine(isOpen ? text.slice(0, cursor()) : text, knowledge);
  const words = isOpen ? here.words : [];
  const at = Math.min(selected, Math.max(0, words.length - 1));
  const close = (): void => setOpen(false);
  const put = (word: string, end: string): void => {
    const { from } = completeLine(text.slice(0, cursor()), knowledge);
    const put = putWord({ text, cursor: cursor(), from }, word, end);
    setCursor(put.cursor);
    onChange(put.text);
  };
  const choose = ({ word }: KnownWord): void => {
    put(word, ' ');
    close();
    inputRef.current?.focus();
  };
  const complete = (): boolean => {
    const before = text.slice(0, cursor());
    const { from, words: found } = completeLine(before, knowledge);
    const [only] = found;
    if (isOff || before.trim() === '' || only === undefined) return false;
    const start = commonStart(found);
    if (found.length === 1) put(only.word, ' ');
    else if (start.length > before.length - from) put(start, '');
    setSelected(0);
    setOpen(found.length > 1);
    return true;
  };
  const takeOpenKey = (key: string): boolean => {
    const chosen = words[at];
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step !== undefined) setSelected((at + step + words.length) % words.length);
    else if ((key === 'Enter' || key === 'Tab') && chosen !== undefined) choose(chosen);
    else if (key === 'Escape') close();
    else {
      // Enter shall run what is typed, not choose for whoever has gone on typing.
      if (key !== 'Shift') close();
      return false;
    }
    return true;
  };
  const takeClosedKey = (key: string): boolean => {
    if (key === 'Tab' && !isReleased) return complete();
    if (key !== 'Escape') return false;
    setReleased(true);
    onLeave();
    return true;
  };
  const takeKey = (event: KeyboardEvent<HTMLInputElement>): boolean => {
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
    if (key !== 'Tab' && key !== 'Escape') setReleased(false);
    // Ctrl+C and Ctrl+R do something else with the line: what was listed is none of it.
    if (ctrlKey || altKey || metaKey) close();
    if (shiftKey || ctrlKey || altKey || metaKey) return false;
    const taken = words.length > 0 ? takeOpenKey(key) : takeClosedKey(key);
    if (taken) event.preventDefault();
    return taken;
  };
  return { words, at, expects: isOff ? null : here.expects, choose, close, takeKey };
}
