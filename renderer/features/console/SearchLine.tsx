import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { RunSummary } from '../../../shared/model/views.ts';
import styles from './ConsoleScreen.module.css';
import { typistOf } from './console-words.ts';
import { type HistoryLine, searchBack } from './prompt-history.ts';

interface SearchLineProps {
  readonly history: readonly HistoryLine[];
  readonly people: RunSummary['people'];
  /** Gets the line that was found and taken, null where nothing was. */
  readonly onClose: (line: string | null) => void;
}

/** Looks for an earlier line: Ctrl+R goes further back, Enter takes it into the prompt, Escape goes back to what was there. */
export function SearchLine({ history, people, onClose }: SearchLineProps): ReactNode {
  const [wanted, setWanted] = useState('');
  const [before, setBefore] = useState(history.length);
  const at = searchBack(history, wanted, before);
  const found = at === null ? undefined : history[at];
  const onKeyDown = (event: KeyboardEvent): void => {
    const goesBack = event.ctrlKey && event.key === 'r';
    const closes = event.key === 'Escape' || (event.ctrlKey && event.key === 'c');
    if (!goesBack && !closes && event.key !== 'Enter' && event.key !== 'Tab') return;
    event.preventDefault();
    if (!goesBack) onClose(closes ? null : (found?.line ?? null));
    else if (at !== null && searchBack(history, wanted, at) !== null) setBefore(at);
  };
  return (
    <label className={styles.promptLine}>
      <span className={styles.sign}>search back: </span>
      <input
        className={styles.searched}
        value={wanted}
        onChange={(event) => {
          setWanted(event.currentTarget.value);
          setBefore(history.length);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => onClose(null)}
        aria-label="Search earlier lines"
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: who asked for the search types into it
        autoFocus
      />
      <output className={styles.found}>
        {found === undefined
          ? wanted === ''
            ? 'type a part of the line'
            : 'no earlier line has this in it'
          : found.line}
        {found !== undefined && <span className={styles.meta}>{typistOf(people, found.person)}, Enter takes it</span>}
      </output>
    </label>
  );
}
