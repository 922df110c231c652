import { type ReactNode, useEffect, useId, useState } from 'react';
import { explainLine } from '../../../shared/command/explain.ts';
import { explainFirmwareLine } from '../../../shared/command/firmware.ts';
import { isHelp } from '../../../shared/command/help.ts';
import { countOf } from '../../../shared/lib/format.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { CompletionList } from './CompletionList.tsx';
import styles from './ConsoleScreen.module.css';
import { ExplainLine } from './ExplainLine.tsx';
import { type HostState, refusalIn, signOf } from './host-state.ts';
import { problemOf } from './pasted-lines.ts';
import { SearchLine } from './SearchLine.tsx';
import { type PromptCompletion, useCompletion } from './use-completion.ts';
import { usePromptLine } from './use-prompt-line.ts';
import type { TerminalState } from './use-terminal.ts';

interface PromptProps {
  readonly host: string;
  readonly state: HostState;
  readonly people: RunSummary['people'];
  readonly terminal: TerminalState;
  /** Several lines were pasted. */
  readonly onPasteLines: (lines: readonly string[]) => void;
}

/** The line that is being written, with what it would do beneath it. */
export function Prompt({ host, state, people, terminal, onPasteLines }: PromptProps): ReactNode {
  const { inputRef, text, setText, history, knowledge, runner } = terminal;
  const isFirmware = state.prompt === 'firmware';
  const problem = text.trim() === '' ? null : ((isHelp(text) ? null : refusalIn(host, state)) ?? problemOf(text));
  const id = useId();
  const [searching, setSearching] = useState(false);
  const completion = useCompletion({
    inputRef,
    text,
    knowledge,
    isOff: isFirmware,
    onLeave: terminal.leave,
    onChange: setText,
  });
  const line = usePromptLine({
    ...{ text, history, completion, problem, onPasteLines },
    onChange: setText,
    onEnter: terminal.enter,
    onStop: runner.stop,
    onSearch: () => setSearching(true),
  });
  useEffect(() => {
    if (!searching) inputRef.current?.focus();
  }, [inputRef, searching]);
  const endSearch = (found: string | null): void => {
    setSearching(false);
    if (found !== null) line.write(found);
  };
  return (
    <div className={styles.prompt}>
      <CompletionList id={`${id}-words`} completion={completion} />
      {searching ? (
        <SearchLine history={history} people={people} onClose={endSearch} />
      ) : (
        <label className={styles.promptLine}>
          <span className={styles.sign}>{signOf(host, state)}</span>
          <input
            ref={inputRef}
            className={styles.input}
            value={text}
            onChange={(event) => line.write(event.currentTarget.value)}
            onKeyDown={line.onKeyDown}
            onPaste={line.onPaste}
            onBlur={completion.close}
            {...comboboxOf(`${id}-words`, completion)}
            aria-label={`Command line of ${host}`}
            aria-describedby={`${id}-explained`}
            aria-invalid={problem !== null || undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
          {runner.left > 0 && (
            <span className={styles.meta}>{countOf(runner.left, 'line')} to go, Ctrl+C stops them</span>
          )}
        </label>
      )}
      <ExplainLine
        id={`${id}-explained`}
        problem={problem}
        explanation={isFirmware ? explainFirmwareLine(text) : explainLine(text, knowledge)}
        isEmpty={text.trim() === ''}
        expects={completion.expects}
        typist={line.typist}
        people={people}
        dropped={line.dropped}
      />
    </div>
  );
}

/** The prompt as a field whose words are offered in a list, for who cannot see it. */
const comboboxOf = (listId: string, { words, at }: PromptCompletion) =>
  ({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': words.length > 0,
    'aria-controls': words.length === 0 ? undefined : listId,
    'aria-activedescendant': words.length === 0 ? undefined : `${listId}-${at}`,
  }) as const;
