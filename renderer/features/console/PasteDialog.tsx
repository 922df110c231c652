import type { ReactNode } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Modal } from '../../ui/Modal.tsx';
import styles from './ConsoleScreen.module.css';
import { pastedLinesLimit, problemOf } from './pasted-lines.ts';

interface PasteDialogProps {
  readonly host: string;
  /** Null while nothing was pasted. */
  readonly lines: readonly string[] | null;
  readonly onClose: () => void;
  readonly onRun: (lines: readonly string[]) => void;
}

function problemOfAll(lines: readonly string[]): string | null {
  if (lines.length > pastedLinesLimit) return `At most ${pastedLinesLimit} lines can be run in one go.`;
  return lines.map(problemOf).find((problem) => problem !== null) ?? null;
}

/** Asks before several lines run that were pasted together. */
export function PasteDialog({ host, lines, onClose, onRun }: PasteDialogProps): ReactNode {
  const all = lines ?? [];
  const problem = problemOfAll(all);
  return (
    <Modal
      title={`Run ${countOf(all.length, 'line')} on ${host}?`}
      opened={lines !== null}
      onClose={onClose}
      width={620}
    >
      <p>They run one after another, whatever each answers. Ctrl+C at the prompt stops those that still wait.</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that arrow keys must reach it */}
      <ol className={styles.pasted} tabIndex={0} aria-label="Pasted lines">
        {all.slice(0, pastedLinesLimit).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change
          <li key={index}>{line}</li>
        ))}
      </ol>
      {problem !== null && <p className={styles.problem}>{problem}</p>}
      <div className={styles.buttons}>
        <Button first onClick={onClose}>
          Run none
        </Button>
        <Button kind="primary" disabledBecause={problem} onClick={() => onRun(all)}>
          Run {countOf(all.length, 'line')}
        </Button>
      </div>
    </Modal>
  );
}
