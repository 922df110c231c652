import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import styles from './ConsoleScreen.module.css';

const firstLines = [
  { line: 'psrinfo', does: 'tells the state of every processor' },
  { line: 'psrset', does: 'lists processor sets' },
  { line: 'help', does: 'lists all commands' },
] as const;

/** What to try first on a console where nothing has been typed. */
export function Suggestions({ onChoose }: { readonly onChoose: (line: string) => void }): ReactNode {
  return (
    <div className={styles.suggestions}>
      <span>Nothing has been typed here yet. Try</span>
      {firstLines.map(({ line, does }) => (
        <span key={line} className={styles.suggestion}>
          <Button size="small" onClick={() => onChoose(line)}>
            <span className={styles.mono}>{line}</span>
          </Button>{' '}
          {does}
        </span>
      ))}
    </div>
  );
}
