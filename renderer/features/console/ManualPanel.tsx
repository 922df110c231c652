import type { ReactNode } from 'react';
import { programOf } from '../../../shared/command/explain.ts';
import { firmwareLines } from '../../../shared/command/firmware.ts';
import type { KnownWord } from '../../../shared/command/manual.ts';
import { type AnyManual, examplesIn, manualNamed, manuals, optionsIn } from '../../../shared/command/manuals.ts';
import type { Release } from '../../../shared/model/drill.ts';
import { Panel } from '../../ui/Panel.tsx';
import styles from './ConsoleScreen.module.css';

interface ManualPanelProps {
  /** The line that is being written. */
  readonly text: string;
  readonly release: Release;
  /** Whether the firmware reads what is typed, not a shell. */
  readonly isFirmware: boolean;
  /** Puts a line into the prompt; null where there is none. */
  readonly onChoose: ((line: string) => void) | null;
}

/** The command that a text begins with, or that it asks help about. */
function topicOf(text: string): AnyManual | null {
  const words = text.trim().split(/\s+/);
  const asked = words[0] === 'help' || words[0] === 'man' ? words[1] : programOf(words[0] ?? '');
  return asked === undefined || asked === null ? null : manualNamed(asked);
}

/** What the command in the prompt can do; all commands while there is none. */
export function ManualPanel({ text, isFirmware, release, onChoose }: ManualPanelProps): ReactNode {
  if (isFirmware) {
    return (
      <Panel className={styles.manual} title="What can be typed" secondary="at the ok prompt">
        <Lines words={firmwareLines} onChoose={onChoose} />
      </Panel>
    );
  }
  const manual = topicOf(text);
  if (manual === null) {
    const words = manuals.map(({ name, summary }) => ({ word: name, meaning: summary }));
    return (
      <Panel className={styles.manual} title="What can be typed" secondary="help COMMAND tells more">
        <Lines words={words} onChoose={onChoose === null ? null : (word) => onChoose(`${word} `)} />
      </Panel>
    );
  }
  const given = new Set(text.split(/\s+/).flatMap((word) => (/^-[A-Za-z]/.test(word) ? [...word.slice(1)] : [])));
  const options = optionsIn(manual, release);
  return (
    <Panel
      className={styles.manual}
      title={<span className={styles.mono}>{manual.name}</span>}
      secondary={manual.summary}
    >
      <div className={styles.manualPage}>
        {manual.description.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {options.length > 0 && (
          <dl className={styles.options}>
            {options.map(({ letter, value, meaning }) => (
              <div key={letter} className={styles.option} data-given={given.has(letter) || undefined}>
                <dt>{value === null ? `-${letter}` : `-${letter} ${value.name}`}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        )}
        <h3 className={styles.manualHead}>Examples</h3>
        <Lines words={examplesIn(manual, release)} onChoose={onChoose} />
        <h3 className={styles.manualHead}>Exit codes</h3>
        <dl className={styles.options}>
          {manual.exits.map(([code, meaning]) => (
            <div key={code} className={styles.option}>
              <dt>{code}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Panel>
  );
}

interface LinesProps {
  readonly words: readonly KnownWord[];
  readonly onChoose: ((word: string) => void) | null;
}

/** Lines with what they do; choosing one puts it into the prompt. */
function Lines({ words, onChoose }: LinesProps): ReactNode {
  return (
    <ul className={styles.examples}>
      {words.map(({ word, meaning }) => (
        <li key={word}>
          {onChoose === null ? (
            <span className={styles.mono}>{word}</span>
          ) : (
            <button type="button" className={styles.example} onClick={() => onChoose(word)}>
              {word}
            </button>
          )}
          <span className={styles.meaning}>{meaning}</span>
        </li>
      ))}
    </ul>
  );
}
