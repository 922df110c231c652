import { type ReactNode, useEffect, useRef } from 'react';
import styles from './ConsoleScreen.module.css';
import type { PromptCompletion } from './use-completion.ts';

interface CompletionListProps {
  readonly id: string;
  readonly completion: PromptCompletion;
}

/** How the word before the cursor can go on. */
export function CompletionList({ id, completion }: CompletionListProps): ReactNode {
  const { words, at, choose } = completion;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  if (words.length === 0) return null;
  return (
    <div ref={list} id={id} className={styles.words} role="listbox" aria-label="Words that fit">
      {words.map((known, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the prompt has the focus and moves the selection by keys
        // biome-ignore lint/a11y/useFocusableInteractive: the prompt has the focus and names the selected word
        <div
          key={known.word}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          className={styles.word}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(known)}
        >
          <span className={styles.mono}>{known.word}</span>
          <span className={styles.meaning}>{known.meaning}</span>
        </div>
      ))}
    </div>
  );
}
